"""Program definitions and their cycles."""
