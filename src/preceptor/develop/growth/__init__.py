"""Growth: how people of every group grow, at four levels, and who is ready to be trained as a coach."""
