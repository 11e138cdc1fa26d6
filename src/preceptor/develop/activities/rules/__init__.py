"""Duties, periods and logs, decided on plain values."""
