"""Listening to the people who lead schools: surveys, focus groups, themes, advice, and what is built from them."""
