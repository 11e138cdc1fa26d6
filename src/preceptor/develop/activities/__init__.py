"""What people do in a program, entered once and confirmed, and what they owe by it."""
