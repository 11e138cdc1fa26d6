"""Decisions of surveys on plain values."""
