"""Tests of what all languages share."""
