"""Every read of sessions."""
