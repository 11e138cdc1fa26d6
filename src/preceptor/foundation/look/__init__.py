"""Base page, components, charts, error pages."""
