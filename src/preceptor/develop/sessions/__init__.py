"""Sessions: groups that learn together, dated sessions, attendance, calendar feeds."""
