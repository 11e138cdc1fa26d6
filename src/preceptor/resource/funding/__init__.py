"""Money, teachers and nurses by need."""
