"""Decisions of admissions on plain values, one module a matter."""
