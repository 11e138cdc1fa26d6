"""What is wrong with a file in one of the languages, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a file."""

    file: str
    line: int
    column: int
    path: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Say it as an editor understands it: file, line, what, remedy."""
        return f"{self.file}:{self.line}: {self.what} {self.remedy}".rstrip()


@dataclass(frozen=True)
class Finding:
    """A fault before its line is known: checks give these."""

    path: Path
    what: str
    remedy: str
    about: tuple[str, ...] = ()


def dotted(path: Path) -> str:
    """Write a path the way people say it: `duties.coaching.limits.0`."""
    return ".".join(str(step) for step in path)
