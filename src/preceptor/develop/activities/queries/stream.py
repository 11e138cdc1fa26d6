"""The stream of a cycle's activities, as entries for the evaluator and as lines for people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from preceptor.develop.activities.models import Activity, ActivityParty
from preceptor.develop.activities.rules.values import Entry

Answer = ActivityParty.Answer


@dataclass(frozen=True)
class PartyRow:
    """Somebody who took part, and what they say of the entry."""

    role: str
    person_id: int
    answer: str
    dispute: str

    @property
    def dispute_word(self) -> str:
        """What is said to be wrong, in words."""
        return str(ActivityParty.Dispute(self.dispute).label) if self.dispute else ""


@dataclass(frozen=True)
class Row:
    """One activity as it stands, with its parties."""

    id: int
    kind: str
    state: str
    starts: datetime
    minutes: int
    mode: str
    remote_reason: str
    tasks: tuple[str, ...]
    competencies: tuple[str, ...]
    key: str
    mastered: bool
    entered_at: datetime
    entered_by: int
    parties: tuple[PartyRow, ...]

    @property
    def disputed(self) -> bool:
        """Whether a party says that it was not so."""
        return any(each.answer == Answer.DISPUTED for each in self.parties)

    @property
    def asked(self) -> bool:
        """Whether a party has not answered yet."""
        return any(each.answer == Answer.ASKED for each in self.parties)


_COLUMNS = ("id", "kind", "state", "starts", "minutes", "mode", "remote_reason", "tasks", "competencies")
_PARTY = ("parties__role", "parties__person_id", "parties__answer", "parties__dispute")
_WORK = ("key", "mastered", "entered_at", "entered_by_id")
WIDTH = len(_COLUMNS) + len(_WORK)


def standing_activities(cycle_id: int | Collection[int], people: Collection[int] | None = None) -> QuerySet[Activity]:
    """Activities of a cycle (or several) that are booked or took place; with some people alone when asked for."""
    among = [cycle_id] if isinstance(cycle_id, int) else list(cycle_id)
    rows = Activity.objects.filter(cycle_id__in=among, state__in=(Activity.State.BOOKED, Activity.State.HELD))
    if people is None:
        return rows
    theirs = ActivityParty.objects.filter(person_id__in=people).values("activity_id")
    return rows.filter(pk__in=theirs)


def done_keys(cycle_ids: Collection[int], kinds: Collection[str], people: Collection[int]) -> dict[int, set[str]]:
    """Which sessions or tasks of these kinds each of these people has behind them, over several cycles."""
    rows = ActivityParty.objects.filter(
        activity__cycle_id__in=list(cycle_ids),
        activity__state=Activity.State.HELD,
        activity__kind__in=list(kinds),
        person_id__in=list(people),
    ).exclude(answer=Answer.DISPUTED)
    found: dict[int, set[str]] = {}
    for person_id, number, key in rows.values_list("person_id", "activity_id", "activity__key"):
        found.setdefault(person_id, set()).add(key or f"activity-{number}")
    return found


def rows_of(chosen: QuerySet[Activity]) -> list[Row]:
    """Activities with all their parties, in order of time, in one query; `chosen` must not join the parties itself."""
    found: dict[int, tuple[Any, list[PartyRow]]] = {}
    ordered = chosen.order_by("starts", "pk", "parties__pk")
    for values in ordered.values_list(*_COLUMNS, *_WORK, *_PARTY):
        parties = found.setdefault(values[0], (values[:WIDTH], []))[1]
        if values[WIDTH] is not None:
            parties.append(PartyRow(*values[WIDTH:]))
    return [_row(values, tuple(parties)) for values, parties in found.values()]


def _row(values: Sequence[Any], parties: tuple[PartyRow, ...]) -> Row:
    *plain, tasks, competencies, key, mastered, entered_at, entered_by = values
    said: tuple[int, str, str, datetime, int, str, str] = tuple(plain)  # as in _COLUMNS
    return Row(*said, tuple(tasks), tuple(competencies), key, mastered, entered_at, entered_by or 0, parties)


def entries(rows: Collection[Row], now: datetime) -> list[Entry]:
    """What counts so far, as the evaluator reads it: what took place, and is not disputed."""
    return [
        Entry(
            row.id,
            row.kind,
            row.starts,
            row.minutes,
            row.mode,
            tuple((each.role, each.person_id) for each in row.parties),
            counts=not row.disputed,
            key=row.key,
            mastered=row.mastered,
        )
        for row in rows
        if row.state == Activity.State.HELD and row.starts <= now
    ]
