"""How far two readers agree on a theme beyond what chance would give."""

from collections.abc import Collection


def kappa(read: Collection[str], first: Collection[str], second: Collection[str]) -> float | None:
    """Cohen's kappa (1960) over the passages that both have read, given in which each found the theme.

    One is full agreement, zero is what chance would give; nothing where both have read no passage in common or where
    neither or both found it everywhere, since chance then explains everything.
    """
    whole = len(set(read))
    if not whole:
        return None
    one, two = set(first) & set(read), set(second) & set(read)
    same = (len(one & two) + whole - len(one | two)) / whole
    chance = (len(one) * len(two) + (whole - len(one)) * (whole - len(two))) / whole**2
    return None if chance == 1 else (same - chance) / (1 - chance)
