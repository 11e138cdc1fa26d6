"""Mentors and mentees: preferences, matching, adopted pairs."""
