"""Accountability indicators: defined as data, computed or entered, frozen for each period, safe to publish."""
