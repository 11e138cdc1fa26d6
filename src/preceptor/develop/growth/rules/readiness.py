"""The language of readiness: rules over levels, certificates, hours and standing, and what they say of a person."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from preceptor.languages.faults import Fault, Finding
from preceptor.languages.loader import Language
from preceptor.languages.parts import Count, Marked, Name, Part, Text

PAGE = "docs/how-to/write-a-growth-system.md"
Verdict = Literal["met", "not_met", "unknown"]


class LevelFact(Part):
    """The agreed level of a strand, from one to four; known where the person lets the office see it."""

    kind: Literal["level"] = Field(description="A level.")
    strand: Name = Field(description="The strand, in whatever group's system.")
    says: Text = Field(description="What it is, in a few words.")


class AwardFact(Part):
    """Whether somebody holds a certificate of one of these programs that is valid today."""

    kind: Literal["award"] = Field(description="A certificate.")
    programs: tuple[Name, ...] = Field(min_length=1, description="The keys of the programs.")
    says: Text = Field(description="What it is, in a few words.")


class HoursFact(Part):
    """Hours that somebody has entered in these programs within some months, and that nobody disputes."""

    kind: Literal["hours"] = Field(description="Hours.")
    programs: tuple[Name, ...] = Field(min_length=1, description="The keys of the programs.")
    months: Count = Field(default=36, description="Of how many months back; 0: of all time.")
    says: Text = Field(description="What it is, in a few words.")


OwnFact = Annotated[LevelFact | AwardFact | HoursFact, Field(discriminator="kind")]


class Rule(Part):
    """One thing that must hold."""

    title: Text = Field(description="What must hold, in two or three words, for a column.")
    title_es: Text | None = Field(default=None, description="The same in Spanish.")
    says: Text = Field(description="What must hold, in a sentence.")
    says_es: Text | None = Field(default=None, description="That sentence in Spanish.")
    condition: Annotated[Text, Marked("condition")] = Field(description="A CEL condition over the facts.")
    secret: bool = Field(default=False, description="Whether only met or not met is ever shown, without any fact.")


class Readiness(Part):
    """Who is ready to be trained for something."""

    format: Literal[1] = Field(default=1, description="The version of this language.")
    key: Name = Field(description="Its short name.")
    title: Text = Field(description="What somebody is ready for: to be trained as a coach.")
    title_es: Text | None = Field(default=None, description="The same in Spanish.")
    says: Text = Field(description="What it is for, in a sentence.")
    says_es: Text | None = Field(default=None, description="The same in Spanish.")
    trains_in: tuple[Name, ...] = Field(default=(), description="The keys of programs that people are nominated into.")
    facts: dict[Name, OwnFact] = Field(default_factory=dict, description="Facts of this rule's own, by name.")
    rules: dict[Name, Rule] = Field(min_length=1, description="What must hold, by name.")


@dataclass(frozen=True)
class OwnKind:
    """How a fact of a readiness file is offered to conditions."""

    name: str
    kind: Literal["whole", "yes_no", "number"]
    says: str


KINDS: Mapping[str, Literal["whole", "yes_no", "number"]] = {"level": "whole", "award": "yes_no", "hours": "number"}
# Troubles of a condition, each with what is wrong and its remedy; the programs' own language finds them.
Trouble = Callable[[str, Iterable[OwnKind]], list[tuple[str, str]]]


def load_readiness(text: str, file: str, trouble: Trouble) -> Readiness | list[Fault]:
    """Read a readiness rule, or tell every fault with its line."""

    def findings(read: Readiness) -> Iterator[Finding]:
        own = [OwnKind(name, KINDS[fact.kind], fact.says) for name, fact in read.facts.items()]
        for name, rule in read.rules.items():
            for what, remedy in trouble(rule.condition, own):
                yield Finding(("rules", name, "condition"), what, remedy)

    return Language(Readiness, findings, PAGE, "a readiness rule").load(text, file)


@dataclass(frozen=True)
class Standing:
    """What the rules say of one person: a verdict for each, in the order of the file."""

    verdicts: Mapping[str, Verdict]

    @property
    def ready(self) -> bool:
        """Whether every rule is met."""
        return all(each == "met" for each in self.verdicts.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The rules that are not met, or not known."""
        return tuple(name for name, each in self.verdicts.items() if each != "met")


def verdict(answer: bool | None) -> Verdict:
    """A three-valued answer as a verdict."""
    return "unknown" if answer is None else "met" if answer else "not_met"
