"""Uploads, texts in versions, signatures."""
