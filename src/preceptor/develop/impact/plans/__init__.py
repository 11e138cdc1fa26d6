"""From records to a problem of effects, and back to plain data."""
