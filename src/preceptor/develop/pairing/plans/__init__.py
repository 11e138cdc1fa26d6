"""From rows and files to a matching problem, and from its outcome to a proposal."""
