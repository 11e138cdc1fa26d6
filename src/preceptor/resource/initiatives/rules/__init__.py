"""Decisions about initiatives on plain values."""
