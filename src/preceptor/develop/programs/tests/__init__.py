"""Tests of the programs context."""
