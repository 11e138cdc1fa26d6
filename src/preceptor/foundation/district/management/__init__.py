"""Commands of the district."""
