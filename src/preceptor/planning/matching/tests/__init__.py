"""Tests of the matching, most of them against brute force."""
