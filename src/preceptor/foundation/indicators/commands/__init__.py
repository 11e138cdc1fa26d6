"""Every write of the indicators."""
