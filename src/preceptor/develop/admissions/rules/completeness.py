"""What an application still lacks, and whether it can be considered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from preceptor.develop.admissions.rules.answers import Asked, Fault, fault_of
from preceptor.develop.admissions.rules.deadlines import Window, window

LackKind = Literal["question", "document", "text", "ask_endorser", "await_endorser", "endorser_declined"]
EndorsementState = Literal["not_asked", "asked", "endorsed", "declined"]
Consideration = Literal[
    "considered", "withdrawn", "not_submitted", "late", "incomplete", "endorsement_missing", "waiting_for_endorsement"
]
MINUTES = {"document": 5, "text": 3, "ask_endorser": 1, "await_endorser": 0, "endorser_declined": 5}
_WORDS_A_MINUTE = 15
_MINUTES_FOR_AN_ANSWER = 5


@dataclass(frozen=True)
class Wanted:
    """What a definition asks of an applicant; the endorsements that must be given."""

    questions: Mapping[str, Asked] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    endorsements: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """What an applicant has given so far."""

    answers: Mapping[str, str] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    endorsements: Mapping[str, EndorsementState] = field(default_factory=dict)


@dataclass(frozen=True)
class Lack:
    """One thing still to do, with the minutes that it takes; `blocks` says that nothing can be submitted without it."""

    kind: LackKind
    name: str
    minutes: int
    blocks: bool
    fault: Fault | None = None


def minutes_for(asked: Asked) -> int:
    """Minutes to answer a question, from its limit of words."""
    if asked.kind != "short_answer":
        return 1
    words = asked.max_words or (asked.max_chars or 0) // 6
    return max(_MINUTES_FOR_AN_ANSWER, words // _WORDS_A_MINUTE) if words else _MINUTES_FOR_AN_ANSWER


def lacks(wanted: Wanted, given: Given) -> list[Lack]:
    """Everything that is missing or does not fit, in the order of the form."""
    found = _question_lacks(wanted.questions, given.answers)
    found += _absent("document", wanted.documents, given.documents)
    found += _absent("text", wanted.texts, given.texts)
    return found + _endorsement_lacks(wanted.endorsements, given.endorsements)


def _question_lacks(questions: Mapping[str, Asked], answers: Mapping[str, str]) -> list[Lack]:
    """Questions without an answer that fits."""
    faults = ((name, asked, fault_of(asked, answers.get(name, ""))) for name, asked in questions.items())
    return [Lack("question", name, minutes_for(asked), True, fault) for name, asked, fault in faults if fault]


def _absent(kind: Literal["document", "text"], names: Iterable[str], have: frozenset[str]) -> list[Lack]:
    """Documents or texts that are not there yet."""
    return [Lack(kind, name, MINUTES[kind], blocks=True) for name in names if name not in have]


def _endorsement_lacks(names: Iterable[str], states: Mapping[str, EndorsementState]) -> list[Lack]:
    """Endorsements not asked for, not answered, or declined; only asking is the applicant's to do before submitting."""
    found = []
    for name in names:
        state = states.get(name, "not_asked")
        if state == "not_asked":
            found.append(Lack("ask_endorser", name, MINUTES["ask_endorser"], blocks=True))
        elif state == "asked":
            found.append(Lack("await_endorser", name, MINUTES["await_endorser"], blocks=False))
        elif state == "declined":
            found.append(Lack("endorser_declined", name, MINUTES["endorser_declined"], blocks=False))
    return found


def may_be_submitted(found: Iterable[Lack]) -> bool:
    """Whether nothing that blocks is missing."""
    return not any(lack.blocks for lack in found)


@dataclass(frozen=True)
class Handed:
    """How an application came in: its standing, when it arrived, and each required endorsement with its due moment."""

    withdrawn: bool
    received_at: datetime | None
    complete: bool
    endorsements: tuple[tuple[EndorsementState, datetime | None, datetime], ...] = ()


def consideration(handed: Handed, *, opens: datetime, closes: datetime, now: datetime) -> Consideration:
    """Whether an application is considered, and if not, the one reason that decides."""
    if handed.withdrawn:
        return "withdrawn"
    if handed.received_at is None:
        return "not_submitted"
    arrived: Window = window(handed.received_at, opens, closes)
    if arrived != "open":
        return "late"
    if not handed.complete:
        return "incomplete"
    return _endorsed(handed, now)


def _endorsed(handed: Handed, now: datetime) -> Consideration:
    """Whether every required endorsement was given in time; one still within its time is waited for."""
    waiting = False
    for state, answered_at, due in handed.endorsements:
        if state == "endorsed" and answered_at is not None and window(answered_at, answered_at, due) == "open":
            continue
        if state in {"declined", "endorsed"} or window(now, now, due) == "late":
            return "endorsement_missing"
        waiting = True
    return "waiting_for_endorsement" if waiting else "considered"
