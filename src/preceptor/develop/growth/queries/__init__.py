"""Every read of growth."""
