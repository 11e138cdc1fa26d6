"""Every read of pairing."""
