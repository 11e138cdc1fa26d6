"""Pages of impact."""
