"""Background work by name, with progress."""
