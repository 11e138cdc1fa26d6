"""Stipends: what a program pays, worked out with every step, approved by two, handed to payroll once."""
