"""Load positions from a CSV or Excel file."""

from preceptor.foundation.district.management.loading import LoadCommand


class Command(LoadCommand):
    """Load positions."""

    help = "Load positions from a CSV or Excel file; a second time changes nothing."
    kind = "positions"
