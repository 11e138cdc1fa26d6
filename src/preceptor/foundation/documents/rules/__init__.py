"""Rules of documents on plain values: what a fit file is, and what a signature binds."""
