"""Every change of impact."""
