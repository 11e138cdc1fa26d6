"""Every change of stipends."""
