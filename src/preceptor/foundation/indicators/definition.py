"""The language of indicator definitions: who counts, out of whom, on which day, without whom, from which source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from preceptor.languages.faults import Finding, Path
from preceptor.languages.loader import Language
from preceptor.languages.parts import Name, Part, Text

MONTH_DAY = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
Whole = Annotated[int, Field(strict=True, ge=1)]


class Words(Part):
    """A text in both languages of the pages."""

    en: Text = Field(description="In English.")
    es: Text = Field(description="In Spanish.")

    def said(self, language: str) -> str:
        """The text in a language; English where there is no other."""
        return self.es if language.startswith("es") else self.en


class Clause(Part):
    """People, or schools, of whom a record says something."""

    records: Text = Field(description="The kind of record, by the name under which a part of the program offers it.")
    where: dict[str, tuple[Text, ...]] = Field(
        default={}, description="What the record's fields must say: for each field the values that count."
    )
    when: Literal["held", "during", "began", "ended"] = Field(
        default="held",
        description="held: on the as-of day; during: on any day of the period; began, ended: within the period.",
    )
    years: Whole | None = Field(default=None, description="Only records that began at most so many years before.")


class Gathering(Part):
    """A set of people or schools: in each of `all`, in one of `any` at least, in none of `without`."""

    says: Words = Field(description="Who they are, in a sentence.")
    all: tuple[Clause, ...] = Field(default=(), description="Each of these holds.")
    any: tuple[Clause, ...] = Field(default=(), description="One of these holds at least.")
    without: tuple[Clause, ...] = Field(default=(), description="None of these holds.")


class Exclusion(Clause):
    """People or schools who are left out of the cohort, and why."""

    says: Words = Field(description="Who is left out, and why.")


class Entered(Part):
    """A figure that an owner enters, with evidence."""

    counted: Words = Field(description="What the first number counts.")
    out_of: Words | None = Field(default=None, description="What the second number counts; a share needs it.")
    evidence: Words = Field(description="What must be uploaded as evidence.")


class Definition(Part):
    """One indicator."""

    language: Literal[1] = Field(description="Version of this language.")
    code: Name = Field(description="The indicator's name in addresses and files; it never changes.")
    version: Whole = Field(description="Version of the rule; another text needs another number.")
    order: Whole = Field(default=100, description="Its place on the board's page.")
    title: Words = Field(description="What it is called.")
    sentence: Words = Field(description="What it says, for somebody who sees it for the first time.")
    source: Words = Field(description="Which document asks for it, and what was assumed.")
    shows: Literal["share", "number"] = Field(description="share: number and percentage; number: the number alone.")
    counts: Literal["people", "schools"] = Field(default="people", description="What is counted.")
    as_of: Text = Field(
        default="end", description='The day that counts: "end" of the period, or month and day, "10-01".'
    )
    open_total: bool = Field(
        default=False,
        description="The district's number is shown however small: it counts holders of a public task.",
    )
    cohort: Gathering | None = Field(default=None, description="The denominator: out of whom.")
    exclusions: tuple[Exclusion, ...] = Field(default=(), description="Who is left out of the cohort.")
    numerator: Gathering | None = Field(default=None, description="Who counts; of a share, only those in the cohort.")
    entered: Entered | None = Field(default=None, description="Instead of numerator and cohort: entered by the owner.")

    @property
    def is_share(self) -> bool:
        """Whether it has a denominator."""
        return self.shows == "share"


Vocabulary = Mapping[str, Mapping[str, frozenset[str] | None]]
"""For each kind of record its fields, and the values that each knows (None: any)."""


def language(vocabulary: Vocabulary) -> Language[Definition]:
    """The language, with the records that the running program offers."""
    return Language(
        model=Definition,
        findings=lambda read: findings(read, vocabulary),
        page="docs/reference/indicator-language.md",
        whole="an indicator",
        stubs={"language": 1},
        beyond="What cannot be counted from records can be entered with evidence: [entered].",
    )


def findings(read: Definition, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Everything in a well-formed definition that does not hold together."""
    yield from _sources(read)
    yield from _day(read)
    for path, clause in clauses(read):
        yield from _clause(path, clause, vocabulary)


def _sources(read: Definition) -> Iterator[Finding]:
    """One source: computed or entered, with everything that it needs and nothing that it does not."""
    yield from _computed(read) if read.entered is None else _entered(read, read.entered)


def _entered(read: Definition, entered: Entered) -> Iterator[Finding]:
    """An entered figure has nothing that is computed."""
    if read.numerator is not None or read.cohort is not None or read.exclusions:
        yield Finding(("entered",), "It is entered and computed at once.", "Keep [entered], or numerator and cohort.")
    if read.is_share and entered.out_of is None:
        yield Finding(("entered",), "A share needs a second number.", 'Add out_of = { en = "...", es = "..." } here.')


def _computed(read: Definition) -> Iterator[Finding]:
    """A computed figure says who counts, and a share out of whom."""
    if read.numerator is None:
        yield Finding((), "Nothing says who counts.", "Add [numerator] with its clauses, or [entered].")
    if read.is_share and read.cohort is None:
        yield Finding(("shows",), "A share has no cohort.", 'Add [cohort] with its clauses, or write shows = "number".')
    if not read.is_share and (read.cohort is not None or read.exclusions):
        yield Finding(("shows",), "A number has a cohort.", 'Write shows = "share", or move it into the numerator.')
    for name in ("cohort", "numerator"):
        held: Gathering | None = getattr(read, name)
        if held is not None and not held.all and not held.any:
            yield Finding((name,), f"The {name} names no records.", f"Add [[{name}.all]] or [[{name}.any]].")


def _day(read: Definition) -> Iterator[Finding]:
    if read.as_of != "end" and not MONTH_DAY.match(read.as_of):
        yield Finding(("as_of",), f"'{read.as_of}' is no day of the period.", 'Write "end", or month and day: "10-01".')


def clauses(read: Definition) -> Iterator[tuple[Path, Clause]]:
    """Every clause with its path."""
    for name in ("cohort", "numerator"):
        held: Gathering | None = getattr(read, name)
        for part in ("all", "any", "without") if held is not None else ():
            for place, clause in enumerate(getattr(held, part)):
                yield (name, part, place), clause
    for place, exclusion in enumerate(read.exclusions):
        yield ("exclusions", place), exclusion


def _clause(path: Path, clause: Clause, vocabulary: Vocabulary) -> Iterator[Finding]:
    """A clause must name records, fields and values that exist."""
    fields = vocabulary.get(clause.records)
    if fields is None:
        known = ", ".join(sorted(vocabulary))
        yield Finding((*path, "records"), f"No records are called '{clause.records}'.", f"Known here: {known}.")
        return
    for name, values in clause.where.items():
        if name not in fields:
            remedy = f"Known here: {', '.join(sorted(fields))}." if fields else "These records have no fields."
            yield Finding((*path, "where", name), f"{clause.records} has no field '{name}'.", remedy)
            continue
        allowed = fields[name]
        for value in values if allowed is not None else ():
            if value not in allowed:  # type: ignore[operator]  # None was left out above
                remedy = f"Choose among: {', '.join(sorted(allowed))}."  # type: ignore[arg-type]  # as above
                yield Finding((*path, "where", name), f"'{value}' is no value of {name}.", remedy)
