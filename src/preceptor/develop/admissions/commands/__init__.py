"""Every change of admissions, one module a matter."""
