"""Load credentials, trainings and coaching duties from a CSV or Excel file."""

from preceptor.foundation.district.management.loading import LoadCommand


class Command(LoadCommand):
    """Load qualifications."""

    help = "Load credentials, trainings and coaching duties from a CSV or Excel file; a second time changes nothing."
    kind = "qualifications"
