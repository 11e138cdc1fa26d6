"""The language of growth systems: a group of employees, strands, four levels, what each expects and offers."""

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from preceptor.languages.faults import Fault, Finding
from preceptor.languages.loader import Language
from preceptor.languages.parts import Name, Part, Text

LevelName = Literal["emerging", "practicing", "progressing", "leading"]
LEVELS: tuple[LevelName, ...] = get_args(LevelName)
COACHING = "coaching"
PAGE = "docs/how-to/write-a-growth-system.md"


def rank(level: LevelName) -> int:
    """The place of a level, from one to four."""
    return LEVELS.index(level) + 1


class Level(Part):
    """What one strand expects at one level, and what the district offers there."""

    expects: tuple[Text, ...] = Field(min_length=1, description="What somebody at this level does, one line each.")
    expects_es: tuple[Text, ...] = Field(default=(), description="The same lines in Spanish.")
    offers: tuple[Text, ...] = Field(default=(), description="What the district offers somebody at this level.")
    offers_es: tuple[Text, ...] = Field(default=(), description="The same lines in Spanish.")


class Strand(Part):
    """One strand of growth, described at all four levels."""

    title: Text = Field(description="What it is called.")
    title_es: Text | None = Field(default=None, description="What it is called in Spanish.")
    says: Text = Field(description="What it is about, in a sentence.")
    says_es: Text | None = Field(default=None, description="That sentence in Spanish.")
    levels: dict[LevelName, Level] = Field(description="The four levels: emerging, practicing, progressing, leading.")


class Offer(Part):
    """A program that the district offers at some levels of a strand."""

    program: Name = Field(description="The key of the program's definition; its open cycle is offered.")
    strand: Name = Field(description="The strand that it belongs to.")
    levels: tuple[LevelName, ...] = Field(min_length=1, description="The levels at which it is offered.")
    says: Text = Field(description="What it gives somebody at these levels.")
    says_es: Text | None = Field(default=None, description="The same in Spanish.")


class Agreement(Part):
    """With whom a placement is agreed: never with somebody of the reporting line, unless the person releases it."""

    jobs: tuple[Name, ...] = Field(min_length=1, description="The jobs of those with whom it can be agreed.")
    place: Literal["unit", "district"] = Field(
        default="unit", description="Whether they work at the same `unit`, or anywhere in the `district`."
    )
    says: Text = Field(description="The rule in a plain sentence.")
    says_es: Text | None = Field(default=None, description="That sentence in Spanish.")


class System(Part):
    """The growth system of one group of employees."""

    format: Literal[1] = Field(default=1, description="The version of this language.")
    key: Name = Field(description="The short name of the group.")
    group: Text = Field(description="Whom it is for, as a heading: Teachers.")
    group_es: Text | None = Field(default=None, description="The same in Spanish.")
    says: Text = Field(description="What this system is, in a sentence or two.")
    says_es: Text | None = Field(default=None, description="The same in Spanish.")
    jobs: tuple[Name, ...] = Field(min_length=1, description="The jobs that make the group, by their codes.")
    agreement: Agreement = Field(description="With whom a placement is agreed.")
    strands: dict[Name, Strand] = Field(min_length=1, description="The strands, by name; one of them is `coaching`.")
    offers: tuple[Offer, ...] = Field(default=(), description="Programs offered at some levels.")


def findings(system: System) -> Iterator[Finding]:
    """Everything in a well-formed system that does not hold together."""
    if COACHING not in system.strands:
        yield Finding(
            ("strands",),
            "There is no strand 'coaching', which every group's system has.",
            "Add [strands.coaching] with its four levels.",
        )
    for name, strand in system.strands.items():
        yield from _strand_findings(name, strand)
    for place, offer in enumerate(system.offers):
        if offer.strand not in system.strands:
            yield Finding(
                ("offers", place, "strand"),
                f"There is no strand '{offer.strand}' in this system.",
                f"Choose one of: {', '.join(system.strands)}.",
            )


def _strand_findings(name: str, strand: Strand) -> Iterator[Finding]:
    for level in LEVELS:
        if level not in strand.levels:
            yield Finding(
                ("strands", name, "levels"),
                f"The strand '{name}' says nothing of the level '{level}'.",
                f"Add [strands.{name}.levels.{level}] with what it expects; a strand has all four levels.",
            )
    for level, told in strand.levels.items():
        for field, spanish in (("expects", told.expects_es), ("offers", told.offers_es)):
            english = getattr(told, field)
            if spanish and len(spanish) != len(english):
                yield Finding(
                    ("strands", name, "levels", level, f"{field}_es"),
                    f"'{field}' has {len(english)} lines, and its Spanish {len(spanish)}.",
                    "Give a Spanish line for each, in the same order.",
                )


def unknown_jobs(system: System, jobs: tuple[str, ...]) -> Iterator[Finding]:
    """Jobs that the district's list does not have."""
    for field, named in (("jobs", system.jobs), ("agreement.jobs", system.agreement.jobs)):
        path = tuple(field.split("."))
        for place, job in enumerate(named):
            if job not in jobs:
                yield Finding(
                    (*path, place),
                    f"The district has no job called '{job}'.",
                    f"Choose from its list of jobs: {', '.join(jobs)}.",
                )


def load_system(text: str, file: str, jobs: tuple[str, ...]) -> System | list[Fault]:
    """Read a system, or tell every fault with its line; `jobs` are the codes that the district knows."""

    def all_findings(system: System) -> Iterator[Finding]:
        yield from findings(system)
        yield from unknown_jobs(system, jobs)

    return Language(System, all_findings, PAGE, "a growth system").load(text, file)


def said(english: str, spanish: str | None, language: str) -> str:
    """A text in the reader's language, or in English where there is no Spanish."""
    return spanish if spanish and language == "es" else english


def lines_said(english: tuple[str, ...], spanish: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Lines in the reader's language, or in English where there is no Spanish."""
    return spanish if spanish and language == "es" else english
