"""Sign-in, roles by position, what each role may do where."""
