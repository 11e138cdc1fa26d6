"""Pages of programs and cycles."""
