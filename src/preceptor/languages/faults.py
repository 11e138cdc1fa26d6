"""What is wrong with a file in one of the languages, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from preceptor.languages.worded import worded

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
        return self.words

    @property
    def words(self) -> str:
        """The same, so that it can be said again in another language."""
        place = f"{self.file}:{self.line}"
        if not self.remedy:
            return worded("{place}: {what}", place=place, what=self.what)
        return worded("{place}: {what} {remedy}", place=place, what=self.what, remedy=self.remedy)


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
