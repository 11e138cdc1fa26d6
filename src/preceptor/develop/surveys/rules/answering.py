"""Whether answers fit the questions; every fault at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

SCALE = ("1", "2", "3", "4", "5")
LONGEST = 2000

Kind = Literal["scale", "one", "many", "words"]
Answer = str | list[str]


@dataclass(frozen=True)
class Asked:
    """A question as far as its answers are judged: `choices` counts what can be chosen."""

    key: str
    kind: str
    choices: int
    required: bool


@dataclass(frozen=True)
class Fault:
    """What is wrong with the answer to one question."""

    key: str
    code: Literal["missing", "unknown", "long"]


def allowed(question: Asked) -> tuple[str, ...]:
    """What may be chosen: the steps of the scale, or the places of the choices."""
    return SCALE if question.kind == "scale" else tuple(str(place) for place in range(question.choices))


def tidy(questions: Sequence[Asked], given: Mapping[str, Sequence[str]]) -> dict[str, Answer]:
    """The answers as they are kept: words trimmed, single choices single, nothing for what was left out."""
    kept: dict[str, Answer] = {}
    for question in questions:
        values = [each.strip() for each in given.get(question.key, ()) if each.strip()]
        if values:
            kept[question.key] = list(dict.fromkeys(values)) if question.kind == "many" else values[0]
    return kept


def faults(questions: Sequence[Asked], answers: Mapping[str, Answer]) -> tuple[Fault, ...]:
    """Every fault, in the order of the questions; none means that the answers can be sent."""
    return tuple(fault for each in questions if (fault := _fault(each, answers.get(each.key))))


def _fault(question: Asked, answer: Answer | None) -> Fault | None:
    if answer is None:
        return Fault(question.key, "missing") if question.required else None
    if question.kind == "words":
        return Fault(question.key, "long") if len(answer) > LONGEST else None
    chosen = answer if isinstance(answer, list) else [answer]
    return None if set(chosen) <= set(allowed(question)) else Fault(question.key, "unknown")
