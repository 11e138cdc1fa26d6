"""What is decided on plain values about impact."""
