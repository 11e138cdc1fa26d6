"""Commands of handbooks."""
