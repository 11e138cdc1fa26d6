"""What a signature binds, and what has changed since, on plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["answer-changed", "answer-added", "answer-removed", "evidence-added", "evidence-removed"]


@dataclass(frozen=True)
class Change:
    """One difference between what was signed and what is there: an answer by its name, or evidence by its hash."""

    kind: ChangeKind
    name: str


def named_answers(answers: object) -> dict[str, object]:
    """Answers by name, so that a changed one can be named; answers without names are one answer."""
    if isinstance(answers, Mapping):
        return {str(name): value for name, value in answers.items()}
    return {"": answers}


def answer_changes(signed: Mapping[str, str], found: Mapping[str, str]) -> list[Change]:
    """Answers whose digest differs from the signed one, came new, or went missing, in the order of their names."""
    changes = []
    for name in sorted({*signed, *found}):
        if name not in found:
            changes.append(Change("answer-removed", name))
        elif name not in signed:
            changes.append(Change("answer-added", name))
        elif signed[name] != found[name]:
            changes.append(Change("answer-changed", name))
    return changes


def evidence_changes(signed: Sequence[str], found: Sequence[str]) -> list[Change]:
    """Files, by hash, that were signed and are gone, and files that came new; their order does not matter."""
    gone = [Change("evidence-removed", one) for one in sorted(set(signed) - set(found))]
    return gone + [Change("evidence-added", one) for one in sorted(set(found) - set(signed))]


def sealed_content(columns: Mapping[str, object]) -> dict[str, object]:
    """What the seal of a signature covers: every column but the row's own number and the seal itself."""
    return {name: value for name, value in columns.items() if name not in ("id", "seal")}


def text_content(code: str, number: int, title: str, bodies: Mapping[str, str]) -> list[object]:
    """What the hash of a text's version covers."""
    return [code, number, title, dict(bodies)]
