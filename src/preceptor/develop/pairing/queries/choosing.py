"""What choosing a mentor for one mentee shows: every mentor, the best first, with points, room and exclusions."""
