"""The initiatives of a district: plans with milestones that follow the real work."""
