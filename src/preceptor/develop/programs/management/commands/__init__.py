"""Commands of the programs context."""
