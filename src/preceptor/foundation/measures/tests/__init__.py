"""Tests of the named figures."""
