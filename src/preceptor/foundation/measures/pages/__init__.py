"""Pages of the named figures."""
