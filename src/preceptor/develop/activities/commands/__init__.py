"""Every write of activities and logs."""
