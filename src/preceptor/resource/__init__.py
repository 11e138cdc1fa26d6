"""The wing that gives schools what they need: money, people, neighbours."""
