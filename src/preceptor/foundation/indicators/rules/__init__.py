"""Decisions about indicators on plain values."""
