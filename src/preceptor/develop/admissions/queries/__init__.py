"""Every read of admissions, one module for a group of pages."""
