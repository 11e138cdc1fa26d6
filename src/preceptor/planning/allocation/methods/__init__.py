"""The arithmetic, one file a method."""
