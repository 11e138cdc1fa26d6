"""Migrations of pairing."""
