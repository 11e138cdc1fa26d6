"""Who and where: organisation, schools, people, positions, calendars."""
