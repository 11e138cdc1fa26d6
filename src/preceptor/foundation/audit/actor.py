"""Who acts: a person, a one-time link or the system itself."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Actor:
    """The one in whose name a command runs; `id` is the person's or the link's number."""

    kind: Literal["person", "link", "system"]
    id: int | None
    label: str


SYSTEM = Actor("system", None, "Preceptor")
