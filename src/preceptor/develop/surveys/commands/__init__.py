"""Changes of surveys."""
