"""Every change of pairing."""
