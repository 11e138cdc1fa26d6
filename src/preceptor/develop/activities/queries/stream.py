"""The stream of a cycle's activities, as entries for the evaluator and as lines for people."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

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


_COLUMNS = ("id", "kind", "state", "starts", "minutes", "mode", "remote_reason", "tasks", "key", "mastered")


def standing_activities(cycle_id: int, people: Collection[int] | None = None) -> QuerySet[Activity]:
    """Activities of a cycle that are booked or took place; with some people alone when asked for."""
    rows = Activity.objects.filter(cycle_id=cycle_id, state__in=(Activity.State.BOOKED, Activity.State.HELD))
    if people is None:
        return rows
    theirs = ActivityParty.objects.filter(person_id__in=people).values("activity_id")
    return rows.filter(pk__in=theirs)


def rows_of(chosen: QuerySet[Activity]) -> list[Row]:
    """Activities with their parties, in order of time, in two queries."""
    found = list(chosen.order_by("starts", "pk").values_list(*_COLUMNS, "entered_at", "entered_by_id"))
    parties: defaultdict[int, list[PartyRow]] = defaultdict(list)
    said = ActivityParty.objects.filter(activity__in=chosen).order_by("pk")
    for activity_id, role, person_id, answer, dispute in said.values_list(
        "activity_id", "role", "person_id", "answer", "dispute"
    ):
        parties[activity_id].append(PartyRow(role, person_id, answer, dispute))
    return [
        Row(
            id=values[0],
            kind=values[1],
            state=values[2],
            starts=values[3],
            minutes=values[4],
            mode=values[5],
            remote_reason=values[6],
            tasks=tuple(values[7]),
            key=values[8],
            mastered=values[9],
            entered_at=values[10],
            entered_by=values[11] or 0,
            parties=tuple(parties[values[0]]),
        )
        for values in found
    ]


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
