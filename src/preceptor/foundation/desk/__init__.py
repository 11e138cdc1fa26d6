"""Each person's first page and the search box."""
