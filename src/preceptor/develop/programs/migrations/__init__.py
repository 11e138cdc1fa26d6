"""Migrations of programs."""
