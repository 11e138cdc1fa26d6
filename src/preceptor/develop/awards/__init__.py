"""Certificates: awarded by rule, signed so that anyone can verify them, renewed, corrected, revoked."""
