"""What to stop asking, ask together, ask less often, or ask somebody else, so that no requirement loses cover."""
