"""Work that is judged, and how each participant of a program stands."""
