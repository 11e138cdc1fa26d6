"""The language of handbooks, and the difference between two versions in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import Field

from preceptor.languages.faults import Fault, Finding
from preceptor.languages.loader import Language
from preceptor.languages.parts import Count, Name, Part, Text

PAGE = "docs/how-to/write-a-handbook.md"
Kind = Literal["added", "removed", "changed"]


class Section(Part):
    """One part of a handbook; its code never changes, so that links to it never break."""

    title: Text = Field(description="Its heading.")
    title_es: Text = Field(description="The heading in Spanish.")
    body: Text = Field(
        description="Paragraphs with an empty line between them; lines that begin with '- ' make a list."
    )
    body_es: Text = Field(description="The same in Spanish.")


class Reading(Part):
    """Who is asked to read a new version, and how long it takes."""

    jobs: tuple[Name, ...] = Field(min_length=1, description="The jobs of those who are asked.")
    minutes: Count = Field(description="How long reading takes.")


class Line(Part):
    """One line of a communication plan."""

    audience: Text = Field(description="Whom it reaches.")
    message: Text = Field(description="What they are told.")
    channel: Text = Field(description="How.")
    when: Text = Field(description="When, in words or as a day.")
    owner: Text = Field(description="Which office sees to it.")
    audience_es: Text | None = Field(default=None, description="Whom it reaches, in Spanish.")
    message_es: Text | None = Field(default=None, description="What they are told, in Spanish.")
    channel_es: Text | None = Field(default=None, description="How, in Spanish.")
    when_es: Text | None = Field(default=None, description="When, in Spanish.")
    owner_es: Text | None = Field(default=None, description="Which office, in Spanish.")
    job: Name | None = Field(
        default=None, description="The job of whoever sees to it; the line lies on their desks until it is done."
    )


class Handbook(Part):
    """A handbook: its parts in order, by code."""

    format: Literal[1] = Field(default=1, description="The version of this language.")
    key: Name = Field(description="Its short name.")
    title: Text = Field(description="Its title.")
    title_es: Text = Field(description="The title in Spanish.")
    changes: Text = Field(description="What is new in this version, in a sentence.")
    changes_es: Text = Field(description="That sentence in Spanish.")
    reading: Reading | None = Field(default=None, description="Who is asked to read it; absent when nobody is.")
    parts: dict[Name, Section] = Field(min_length=1, description="The parts, by their codes.")
    programs: dict[Name, Name] = Field(
        default_factory=dict, description="Programs by key, each with the part that belongs to it."
    )
    plan: dict[Name, Line] = Field(default_factory=dict, description="Lines of a communication plan, by name.")


def load_handbook(text: str, file: str) -> Handbook | list[Fault]:
    """Read a handbook, or tell every fault with its line."""
    return Language(Handbook, _findings, PAGE, "a handbook").load(text, file)


def _findings(book: Handbook) -> Iterator[Finding]:
    for program, code in book.programs.items():
        if code not in book.parts:
            yield Finding(
                ("programs", program), f"There is no part '{code}'.", f"Choose one of: {', '.join(book.parts)}."
            )


@dataclass(frozen=True)
class Change:
    """What became of one part: its code, how it changed, and the paragraphs that went and came."""

    code: str
    title: str
    kind: Kind
    gone: tuple[str, ...]
    new: tuple[str, ...]


def paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line; a list keeps its lines."""
    held = [[line.strip() for line in each.strip().splitlines()] for each in body.split("\n\n") if each.strip()]
    return tuple(("\n" if _is_list(lines) else " ").join(lines) for lines in held)


def _is_list(lines: Sequence[str]) -> bool:
    return all(line.startswith("- ") for line in lines)


def blocks(body: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A text as paragraphs and lists, for pages and for print."""
    found = []
    for each in paragraphs(body):
        lines = each.splitlines()
        if _is_list(lines):
            found.append(("list", tuple(line[2:] for line in lines)))
        else:
            found.append(("text", (" ".join(lines),)))
    return tuple(found)


def differences(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> tuple[Change, ...]:
    """What changed between two versions, part by part: title and body by code; unchanged parts are left out."""
    found = []
    for code in dict.fromkeys([*new, *old]):
        before, after = old.get(code), new.get(code)
        if before == after:
            continue
        gone, came = _between(paragraphs(before[1]) if before else (), paragraphs(after[1]) if after else ())
        kind: Kind = "added" if before is None else "removed" if after is None else "changed"
        title = (after or before or ("", ""))[0]
        found.append(Change(code, title, kind, gone, came))
    return tuple(found)


def _between(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs that went and those that came."""
    gone: list[str] = []
    came: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += before[a:b]
            came += after[c:d]
    return tuple(gone), tuple(came)
