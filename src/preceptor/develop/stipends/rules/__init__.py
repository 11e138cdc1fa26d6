"""The arithmetic of pay, decided on plain values."""
