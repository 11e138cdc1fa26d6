"""Decisions of awards on plain values: credentials signed and judged, status lists, baking, terms of a certificate."""
