"""The arithmetic of effects: group-time differences, weighting, balance, power."""
