"""Commands of the initiatives context."""
