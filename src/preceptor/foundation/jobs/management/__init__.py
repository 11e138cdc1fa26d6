"""The worker and its command."""
