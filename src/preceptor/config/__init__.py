"""Settings, URLs and the commands that touch every wing."""
