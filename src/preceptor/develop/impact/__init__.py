"""Impact: what coaching changed, estimated against comparable others, or refused in words."""
