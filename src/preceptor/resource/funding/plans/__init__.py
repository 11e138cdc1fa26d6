"""From files to an allocation problem, and from its outcome to a file."""
