"""What may be signed by whom, with which answers; how long reading takes; until when it can be undone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from preceptor.relieve.compliance.rules.items import Question, may_sign

UNDO = timedelta(minutes=10)
LONGEST_LOOK = 30 * 60
"""Seconds; a page left open over lunch is no measure of work."""
WORDS_A_MINUTE = 450
"""Faster than most people read for sense; below this nobody has read."""
LONGEST_ANSWER = 1000


def enough(role: str, least: str) -> bool:
    """Whether this role at the school may certify an item, as the law or its owner sets the least signer."""
    return may_sign(role, least)


def looked_for(opened: datetime | None, now: datetime) -> int | None:
    """Seconds between opening and signing, as far as they measure work; None when it was not opened."""
    if opened is None or opened > now:
        return None
    return min(int((now - opened).total_seconds()), LONGEST_LOOK)


def was_read(seconds: int | None, text: str) -> bool:
    """Whether there was time to read the statement."""
    return seconds is not None and seconds * WORDS_A_MINUTE >= len(text.split()) * 60


def answer_faults(questions: Sequence[Question], answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Questions without a fitting answer: the field's name and what is wrong with it."""
    faults = []
    for number, each in enumerate(questions):
        name, text = question_name(number), answers.get(question_name(number), "").strip()
        if not text:
            faults.append((name, "no-answer"))
        elif not _fits(each.kind, text):
            faults.append((name, f"bad-{each.kind}"))
    return faults


def question_name(number: int) -> str:
    """The name of a question's field."""
    return f"q{number + 1}"


def _fits(kind: str, text: str) -> bool:
    if kind == "yes":
        return text in ("yes", "no")
    if kind == "number":
        return text.isdecimal() and len(text) <= 7
    if kind == "date":
        try:
            date.fromisoformat(text)
        except ValueError:
            return False
        return True
    return len(text) <= LONGEST_ANSWER


def kept_answers(questions: Sequence[Question], given: Mapping[str, str]) -> dict[str, str]:
    """The answers to the questions that are asked, and nothing else that was sent."""
    names = [question_name(number) for number in range(len(questions))]
    return {name: given.get(name, "").strip()[:LONGEST_ANSWER] for name in names}


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
