"""Every read of stipends."""
