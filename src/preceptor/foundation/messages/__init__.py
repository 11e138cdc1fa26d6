"""Letters in an outbox, sent once."""
