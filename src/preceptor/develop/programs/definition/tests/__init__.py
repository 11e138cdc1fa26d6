"""Tests of the definition language: pure, without a database."""
