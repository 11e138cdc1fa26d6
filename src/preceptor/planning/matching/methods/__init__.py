"""How the exact plan is found; the checker shares nothing with what stands here."""
