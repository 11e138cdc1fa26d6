"""Pages of activities and logs."""
