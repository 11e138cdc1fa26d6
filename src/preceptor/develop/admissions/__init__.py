"""Calls, applications, endorsements, review and decisions."""
