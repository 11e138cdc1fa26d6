"""Commands of the named figures."""
