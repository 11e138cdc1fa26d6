"""Commands of pairing."""
