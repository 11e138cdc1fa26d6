"""Every write of confidences."""
