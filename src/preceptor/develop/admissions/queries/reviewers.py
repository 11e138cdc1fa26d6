"""Who may read which application: conflicts from the records, present loads, and the page for assigning."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Application, Endorsement, ReviewAssignment
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.office import coordinated
from preceptor.develop.admissions.queries.seen import reviewers_wanted
from preceptor.develop.admissions.rules.assignment import (
    ConflictReason,
    Need,
    Shares,
    Standing,
    conflict,
    share_out,
)
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import (
    PersonBrief,
    people,
    positions_of_people,
    reporting_lines,
    seats_with,
    today,
)

Conflicts = Mapping[int, Mapping[int, ConflictReason]]
# Jobs in a program's own office whose holders are offered as reviewers; anybody else can be added by hand.
SUGGESTED = ("specialist", "program_coordinator")


@dataclass(frozen=True)
class ReviewerLine:
    """Somebody who reads, or could: how many applications now, and how many more by a draw."""

    id: int
    name: str
    place: str
    reading: int
    finished: int
    more: int = 0
    chosen: bool = False


@dataclass(frozen=True)
class ReviewerAssignPage:
    """Who can be asked to read, and what a draw among those chosen would give."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    wanted: int
    applications: int
    lacking: int
    people: tuple[ReviewerLine, ...]
    chosen: tuple[int, ...]
    seed: int
    short: tuple[str, ...]
    new: int


def conflicts(
    found: CycleBrief, role: str, writers: Mapping[int, int], readers: Collection[int], now: datetime
) -> Conflicts:
    """For each application (its writer by application) the people who must not read it, with the reason."""
    everybody = set(writers.values()) | set(readers)
    on = today(now)
    lines = reporting_lines(everybody, on)
    held = positions_of_people(everybody, on)
    known = {
        one: Standing(frozenset(lines[one]), frozenset(seat.unit_id for seat in held.get(one, ()))) for one in everybody
    }
    rows = Application.objects.filter(cycle_id=found.id, role=role).exclude(state=Application.State.WITHDRAWN)
    rivals = set(rows.values_list("person_id", flat=True))
    endorsers: defaultdict[int, set[int]] = defaultdict(set)
    asked = Endorsement.objects.filter(application_id__in=writers, endorser_id__in=readers)
    for application_id, endorser_id in asked.values_list("application_id", "endorser_id"):
        endorsers[application_id].add(endorser_id or 0)
    return {
        one: {
            reader: reason
            for reader in readers
            if (reason := conflict((reader, known[reader]), (writer, known[writer]), endorsers[one], rivals))
        }
        for one, writer in writers.items()
    }


def conflict_words(reason: ConflictReason) -> str:
    """A conflict in a sentence."""
    return {
        "self": _("Nobody reads their own application."),
        "applicant": _("This person applies for the same role."),
        "reporting_line": _("One of the two stands in the other's reporting line."),
        "same_place": _("Both work at the same place."),
        "endorser": _("This person was asked to endorse the applicant."),
    }[reason]


def reviews_of(ids: Collection[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """For each application who reads it, and who ever did or stepped aside."""
    reading: defaultdict[int, set[int]] = defaultdict(set)
    ever: defaultdict[int, set[int]] = defaultdict(set)
    rows = ReviewAssignment.objects.filter(application_id__in=ids)
    for application_id, reviewer_id, state in rows.values_list("application_id", "reviewer_id", "state"):
        ever[application_id].add(reviewer_id)
        if state != ReviewAssignment.State.STEPPED_ASIDE:
            reading[application_id].add(reviewer_id)
    return reading, ever


def loads_of(cycle_id: int, role: str) -> tuple[Counter[int], Counter[int]]:
    """How many applications of a role each reviewer reads, and how many of them are finished."""
    rows = ReviewAssignment.objects.filter(application__cycle_id=cycle_id, application__role=role)
    reading: Counter[int] = Counter()
    finished: Counter[int] = Counter()
    for reviewer_id, state in rows.values_list("reviewer_id", "state"):
        reading[reviewer_id] += state != ReviewAssignment.State.STEPPED_ASIDE
        finished[reviewer_id] += state == ReviewAssignment.State.FINISHED
    return reading, finished


def drawn(
    found: CycleBrief, role: str, writers: Mapping[int, int], pool: Collection[int], seed: int, now: datetime
) -> Shares:
    """New readers for these applications from a pool, as evenly as conflicts allow."""
    wanted = reviewers_wanted(found.definition.admission[role])
    reading, ever = reviews_of(writers)
    blocked = conflicts(found, role, writers, pool, now)
    needs = {
        one: Need(max(0, wanted - len(reading[one])), frozenset(ever[one]), frozenset(blocked[one])) for one in writers
    }
    load, _finished = loads_of(found.id, role)
    return share_out(needs, pool, load, seed)


def to_read(found: CycleBrief, role: str, now: datetime) -> dict[int, int]:
    """Applications that are read now, with their writers: those that are considered and not decided."""
    everybody = candidates(found, role, now, lean=True)
    return {one.id: one.person_id for one in everybody if one.considered and one.decision is None}


def reviewer_assign_page(
    *, cycle_id: int, role: str, chosen: Collection[int], seed: int, by: Actor, now: datetime
) -> ReviewerAssignPage:
    """The page for assigning; with people chosen, what a draw among them would give."""
    found, _way = coordinated(cycle_id, role, by, now)
    everybody = {one.id: one for one in candidates(found, role, now, lean=True)}
    writers = {one.id: one.person_id for one in everybody.values() if one.considered and one.decision is None}
    shares = drawn(found, role, writers, chosen, seed, now) if chosen else Shares()
    reading, finished = loads_of(cycle_id, role)
    more = Counter(reader for readers in shares.readers.values() for reader in readers)
    places = _suggested(found, now)
    known = people({*chosen, *reading, *places})
    wanted = reviewers_wanted(found.definition.admission[role])
    lines = [
        ReviewerLine(
            one.id, one.name, places.get(one.id, ""), reading[one.id], finished[one.id], more[one.id], one.id in chosen
        )
        for one in sorted(known.values(), key=_by_name)
    ]
    return ReviewerAssignPage(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].plural,
        wanted=wanted,
        applications=len(writers),
        lacking=sum(max(0, wanted - everybody[one].review.assigned) for one in writers),
        people=tuple(lines),
        chosen=tuple(sorted(chosen)),
        seed=seed,
        short=tuple(everybody[one].name for one in shares.lacking),
        new=sum(more.values()),
    )


def _by_name(one: PersonBrief) -> tuple[str, str, int]:
    """The order of people in lists."""
    return one.family_name, one.given_name, one.id


def _suggested(found: CycleBrief, now: datetime) -> dict[int, str]:
    """People of the program's own office whose job it can be, with their place."""
    seats = seats_with(SUGGESTED, today(now))
    return {seat.person_id: seat.unit_name for seat in seats if seat.unit_path.startswith(found.unit_path)}
