"""Every change of initiatives."""
