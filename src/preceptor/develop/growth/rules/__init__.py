"""Decisions of growth on plain values."""
