"""Every read of funding."""
