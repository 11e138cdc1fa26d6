"""Packages of the CASE standard on plain values: read, judged, turned into rows, written."""
