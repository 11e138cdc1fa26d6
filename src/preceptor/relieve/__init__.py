"""Relieve: what takes work off school leaders."""
