"""Pure planning: problem and stopping rule in, outcome with proof and reasons out."""
