"""Every write of the lease table."""
