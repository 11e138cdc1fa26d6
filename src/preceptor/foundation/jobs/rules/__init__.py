"""What is decided on plain values: timing, and which kinds of work there are."""
