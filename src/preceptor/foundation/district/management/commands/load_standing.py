"""Load standing from a CSV or Excel file."""

from preceptor.foundation.district.management.loading import LoadCommand


class Command(LoadCommand):
    """Load standing."""

    help = "Load standing from a CSV or Excel file; a second time changes nothing."
    kind = "standing"
