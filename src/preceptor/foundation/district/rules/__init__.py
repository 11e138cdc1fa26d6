"""Decisions about who reports to whom, grades, calendars and what a spreadsheet's rows mean; plain values only."""
