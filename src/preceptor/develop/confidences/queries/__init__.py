"""Every read of confidences."""
