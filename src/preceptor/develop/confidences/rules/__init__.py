"""Decisions about signatures, destruction and disclosure, on plain values."""
