"""Every read of impact."""
