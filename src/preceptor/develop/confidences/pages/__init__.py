"""Pages of confidences."""
