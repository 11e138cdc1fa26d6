"""Which cells of published counts stay hidden, so that no subtraction reveals a small group."""
