"""Decisions of admissions on plain values: deadlines, answers, completeness, eligibility, reminders, tabs, snapshots."""
