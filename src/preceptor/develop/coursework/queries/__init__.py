"""Every read of coursework."""
