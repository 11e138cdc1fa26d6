"""Whether a group has enough members, and whether there is room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """The fewest and the most that a group takes."""

    least: int = 0
    most: int | None = None

    def room(self, members: int) -> bool:
        """Whether one more can join."""
        return self.most is None or members < self.most

    def missing(self, members: int) -> int:
        """How many are missing to the fewest."""
        return max(self.least - members, 0)
