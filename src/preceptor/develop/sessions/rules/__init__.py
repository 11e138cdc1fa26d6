"""Attendance, sizes and calendars, decided on plain values."""
