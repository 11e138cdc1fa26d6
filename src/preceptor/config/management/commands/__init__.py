"""Commands that touch every wing."""
