"""What coaching changed: effects with intervals against comparable others, or a refusal in words."""
