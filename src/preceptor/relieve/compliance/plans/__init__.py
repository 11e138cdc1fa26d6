"""Rows and files to planning problems, and outcomes to plain data."""
