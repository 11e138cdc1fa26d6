"""Reads of the named figures, and their register."""
