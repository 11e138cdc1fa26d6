"""Load units from a CSV or Excel file."""

from preceptor.foundation.district.management.loading import LoadCommand


class Command(LoadCommand):
    """Load units."""

    help = "Load units from a CSV or Excel file; a second time changes nothing."
    kind = "units"
