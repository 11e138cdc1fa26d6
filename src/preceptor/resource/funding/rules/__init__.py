"""Decisions of funding on plain values."""
