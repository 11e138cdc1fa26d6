"""Every read of the district; frozen dataclasses, a constant number of queries."""
