"""CEL conditions: checked before anyone relies on them, then judged with what is known."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .facts import CATALOGUE, Fact, FactValue, Plain

if TYPE_CHECKING:
    import cel

OPERATORS = frozenset({"_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in", "timestamp"})
_ALLOWED = "Use only && || ! == != < <= > >= in, and timestamp('2024-05-03T00:00:00Z') for a date."
_MOST_TRIALS = 20_000
_STRINGS = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NUMBERS = re.compile(r"(?<![\w.'\"])-?\d+(?:\.\d+)?(?![\w'\"])")
_UTC = dt.UTC

Verdict = Literal["met", "not_met", "unknown", "for_reviewers"]


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a condition and how to mend it."""

    what: str
    remedy: str


@dataclass(frozen=True)
class Judgement:
    """What became of a rule for one person, with the facts that it was judged on."""

    verdict: Verdict
    sentence: str
    facts: Mapping[str, FactValue]
    missing: tuple[str, ...]


@lru_cache(maxsize=1024)
def compiled(condition: str) -> cel.Program:
    """Compile a condition once."""
    import cel  # brings its own command line along; every start of the program would pay for it

    return cel.compile(condition)


def names_in(condition: str) -> tuple[str, ...]:
    """The facts that a condition asks for, in order of name."""
    return tuple(sorted(compiled(condition).variables()))


def decide(condition: str, known: Mapping[str, Plain | None]) -> bool | None:
    """Judge with what is known, three-valued: `None` when what is missing could change the answer."""
    program = compiled(condition)
    given = {name: value for name, value in known.items() if value is not None}
    try:
        return bool(program.execute({name: given[name] for name in program.variables() if name in given}))
    except RuntimeError:
        return None


def judge(condition: str | None, sentence: str, facts: Mapping[str, FactValue]) -> Judgement:
    """Judge one rule for one person; a rule without a condition is for reviewers."""
    if condition is None:
        return Judgement("for_reviewers", sentence, {}, ())
    names = names_in(condition)
    used = {name: facts[name] for name in names if name in facts and facts[name].value is not None}
    answer = decide(condition, {name: fact.value for name, fact in used.items()})
    missing = tuple(name for name in names if name not in used) if answer is None else ()
    verdict: Verdict = "unknown" if answer is None else "met" if answer else "not_met"
    return Judgement(verdict, sentence, used, missing)


def trouble_with(condition: str, catalogue: Mapping[str, Fact] = CATALOGUE) -> list[Trouble]:
    """Everything wrong with a condition: grammar, operators, unknown facts, kinds, results."""
    try:
        program = compiled(condition)
    except ValueError as error:
        return [Trouble(f"The condition cannot be read: {_first_line(error)}.", _ALLOWED)]
    found = [
        Trouble(f"The condition uses {_said(operator)}, which conditions may not.", _ALLOWED)
        for operator in sorted(set(program.functions()) - OPERATORS)
    ]
    found += _reaching(program, condition)
    found += [_unknown(name, catalogue) for name in sorted(program.variables()) if name not in catalogue]
    return found or _tried(program, condition, catalogue)


def _reaching(program: cel.Program, condition: str) -> list[Trouble]:
    """Refuse fields of facts: facts are flat."""
    bare = _STRINGS.sub("''", condition)
    names = "|".join(map(re.escape, program.variables()))
    if not names or not re.search(rf"\b(?:{names})\s*[.\[]", bare):
        return []
    return [Trouble("The condition looks inside a fact, but facts are plain values.", _ALLOWED)]


def _unknown(name: str, catalogue: Mapping[str, Fact]) -> Trouble:
    """Name the nearest fact to one that does not exist."""
    near = get_close_matches(name, catalogue, n=2, cutoff=0.6)
    remedy = f"Did you mean {' or '.join(near)}?" if near else "Choose a fact from the reference's list of facts."
    return Trouble(f"There is no fact called {name}.", remedy)


def _tried(program: cel.Program, condition: str, catalogue: Mapping[str, Fact]) -> list[Trouble]:
    """Run the condition over every combination of samples: kinds, results, and facts that never matter."""
    names = sorted(program.variables())
    seen: dict[tuple[Plain, ...], bool] = {}
    for values in _combinations([_samples(catalogue[name], condition) for name in names]):
        try:
            answer = program.execute(dict(zip(names, values, strict=True)))
        except (TypeError, RuntimeError, ValueError):
            return [
                Trouble(
                    f"The condition compares kinds that do not go together ({_kinds(names, catalogue)}).",
                    "Compare each fact with a value of its own kind.",
                )
            ]
        if not isinstance(answer, bool):
            return [
                Trouble(
                    "The condition does not answer yes or no.",
                    "Compare the fact with a value, as in years_as_principal >= 3.",
                )
            ]
        seen[values] = answer
    return [
        Trouble(
            f"The fact {name} can never change the answer; its kind is {_kind(catalogue[name])}.",
            "Compare it with a value that it can have, or leave it out.",
        )
        for place, name in enumerate(names)
        if not _matters(place, seen)
    ]


def _combinations(samples: list[list[Plain]]) -> Iterator[tuple[Plain, ...]]:
    """Every combination of samples, as far as patience goes."""
    return itertools.islice(itertools.product(*samples), _MOST_TRIALS)


def _matters(place: int, seen: Mapping[tuple[Plain, ...], bool]) -> bool:
    """Whether changing one fact alone ever changes the answer."""
    answers: dict[tuple[Plain, ...], bool] = {}
    for values, answer in seen.items():
        others = values[:place] + values[place + 1 :]
        if answers.setdefault(others, answer) is not answer:
            return True
    return False


def _samples(fact: Fact, condition: str) -> list[Plain]:
    """Values of a fact's kind that lie on both sides of everything the condition names."""
    if fact.kind == "yes_no":
        return [False, True]
    if fact.kind == "word":
        return [*fact.words] or ["", *_words(condition)]
    if fact.kind == "date":
        return _dates(condition)
    numbers = [float(number) for number in _NUMBERS.findall(_STRINGS.sub("''", condition))]
    around = sorted({0.0, *(n + step for n in numbers for step in (-1, 0, 1))})
    return [int(n) for n in around] if fact.kind == "whole" else list(around)


def _words(condition: str) -> list[str]:
    """The words in quotation marks."""
    return [single or double for single, double in _STRINGS.findall(condition)]


def _dates(condition: str) -> list[Plain]:
    """Moments around every date that the condition names."""
    found: list[Plain] = [dt.datetime(1990, 1, 1, tzinfo=_UTC), dt.datetime(2090, 1, 1, tzinfo=_UTC)]
    for word in _words(condition):
        try:
            found.append(dt.datetime.fromisoformat(word))
        except ValueError:
            continue
    return found


def _kind(fact: Fact) -> str:
    """What values a fact has, for people."""
    words = {"yes_no": "yes or no", "whole": "a whole number", "number": "a number", "date": "a date"}
    return words.get(fact.kind, "one of " + ", ".join(fact.words))


def _kinds(names: list[str], catalogue: Mapping[str, Fact]) -> str:
    """The facts of a condition with their kinds."""
    return "; ".join(f"{name} is {_kind(catalogue[name])}" for name in names)


def _said(operator: str) -> str:
    """An operator as people write it."""
    return operator.strip("_@").replace("_", " ") or operator


def _first_line(error: Exception) -> str:
    """The part of a parser's message that says what it met."""
    text = str(error).splitlines()[0]
    return text.split("Syntax error: ")[-1].rstrip(". ")
