"""Every change of coursework."""
