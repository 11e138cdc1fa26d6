"""Pages of stipends."""
