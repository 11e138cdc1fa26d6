"""Preceptor: develops, relieves and resources the people who lead schools."""
