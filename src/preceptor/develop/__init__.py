"""Develop: programs that grow school leaders."""
