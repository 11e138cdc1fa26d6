"""Every change of sessions."""
