"""What two people tell each other under seal, what they sign, and the law's way in."""
