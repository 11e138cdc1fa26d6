"""Decisions of compliance on plain values."""
