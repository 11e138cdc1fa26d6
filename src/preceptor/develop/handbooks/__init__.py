"""Handbooks: documents that live in versions, what changed in them, who has read them, and the words they share."""
