"""Numbers in Spanish as the United States write them: $1,234.50. Django's Spanish writes them as Spain does.

One page must not say $158,290 and $158 290 of the same amount, and people type what they read.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
