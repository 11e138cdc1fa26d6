"""Pages of the district."""
