"""Which items ask for much the same: every pair with the words and citations that made its score."""
