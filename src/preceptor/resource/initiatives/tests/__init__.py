"""Tests of initiatives."""
