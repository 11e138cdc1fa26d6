"""Which mentor for which mentee: exact, proven, explained, adjustable by hand."""
