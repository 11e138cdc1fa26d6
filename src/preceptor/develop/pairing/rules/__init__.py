"""Decisions of pairing on plain values: how well two people fit, and which pairs are never made."""
