"""Every read of awards."""
