"""Money, positions and days by need: a formula and a table in; amounts that add up, with every step, out."""
