"""Who saw and did what, tamper-evident; who may."""
