"""Every write of the district: loading files, and the checked steps of a load on a page."""
