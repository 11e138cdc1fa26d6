"""The office's pages: the cycles it coordinates, and every application of one role with what it waits for."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Application, Endorsement
from preceptor.develop.admissions.queries.asked import dated_ways, way_into, window_of
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.seen import Candidate
from preceptor.develop.admissions.queries.words import time_left, to_the_second
from preceptor.develop.admissions.rules.completeness import Consideration
from preceptor.develop.admissions.rules.deadlines import seconds_left, window
from preceptor.develop.admissions.rules.decisions import NOT_CONSIDERED
from preceptor.develop.programs.public import Admission, CycleBrief, cycle, open_cycles
from preceptor.foundation.audit.public import Actor, may, require

ROWS = 30


@dataclass(frozen=True)
class OfficeLine:
    """One role of one cycle that the reader coordinates."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    window: str
    closes: datetime
    left: str
    submitted: int
    drafts: int


@dataclass(frozen=True)
class OfficePage:
    """Everything that the reader coordinates, those that close next first."""

    lines: tuple[OfficeLine, ...]


@dataclass(frozen=True)
class Tally:
    """How many applications are in one state; the word links to them."""

    code: str
    word: str
    shape: str
    number: int


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; from the address."""

    state: str = ""
    endorsement: str = ""
    rules: str = ""
    decision: str = ""
    text: str = ""

    @property
    def any(self) -> bool:
        """Whether the list is narrowed at all."""
        return any((self.state, self.endorsement, self.rules, self.decision, self.text))


@dataclass(frozen=True)
class CandidateListPage:
    """Every application of a role: what is in hand, and apart what is not considered, with the reason."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    closes: str
    left: str
    open: bool
    notify: datetime | None
    tallies: tuple[Tally, ...]
    filters: Filters
    choices: Mapping[str, tuple[tuple[str, str], ...]]
    shown: tuple[Candidate, ...]
    pager: "Slice[Candidate]"
    waiting_endorsers: int
    reviewed: bool
    decides: bool
    rule_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def in_hand(self) -> list[Candidate]:
        """Applications of this page of the list that are, or can still be, considered."""
        return [one for one in self.pager if not set_aside(one, self.open)]

    @property
    def apart(self) -> list[Candidate]:
        """Applications of this page of the list that are not considered."""
        return [one for one in self.pager if set_aside(one, self.open)]


def set_aside(one: Candidate, is_open: bool) -> bool:
    """Whether an application is out: withdrawn, or late or incomplete once nothing can be added any more."""
    if one.considered:
        return False
    if one.consideration == "not_submitted":
        return not is_open
    return one.consideration == "withdrawn" or one.consideration in NOT_CONSIDERED


def office_page(by: Actor, now: datetime) -> OfficePage:
    """The roles of published cycles that the reader coordinates."""
    mine = [found for found in open_cycles() if may(by, "admissions.coordinate", where=found.unit_path, now=now)]
    rows = Application.objects.filter(cycle_id__in=[found.id for found in mine])
    counts = {
        (cycle_id, role, state): number
        for cycle_id, role, state, number in rows.values_list("cycle_id", "role", "state").annotate(Count("pk"))
    }
    lines = [_office_line(found, role, counts, now) for found in mine for role in dated_ways(found)]
    return OfficePage(tuple(sorted(lines, key=lambda line: (line.window == "late", line.closes))))


def _office_line(found: CycleBrief, role: str, counts: Mapping[tuple[int, str, str], int], now: datetime) -> OfficeLine:
    """One role with its numbers."""
    opens, closes = window_of(found, way_into(found, role))
    state = Application.State
    return OfficeLine(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].plural,
        window=window(now, opens, closes),
        closes=closes,
        left=time_left(seconds_left(now, closes)),
        submitted=sum(counts.get((found.id, role, one), 0) for one in (state.SUBMITTED, state.REOPENED)),
        drafts=counts.get((found.id, role, state.DRAFT), 0),
    )


def coordinated(cycle_id: int, role: str, by: Actor, now: datetime) -> tuple[CycleBrief, Admission]:
    """A cycle and the way into a role, for somebody who coordinates it."""
    found = cycle(cycle_id)
    require(by, "admissions.coordinate", where=found.unit_path, now=now)
    return found, way_into(found, role)


def candidate_list_page(
    *, cycle_id: int, role: str, by: Actor, now: datetime, filters: Filters, number: str = "1"
) -> CandidateListPage:
    """Every application of a role but the reader's own, narrowed by the filters."""
    found, way = coordinated(cycle_id, role, by, now)
    everybody = [one for one in candidates(found, role, now) if one.person_id != by.id]
    opens, closes = window_of(found, way)
    is_open = window(now, opens, closes) != "late"
    shown = sorted((one for one in everybody if _fits(one, filters, is_open)), key=lambda one: set_aside(one, is_open))
    return CandidateListPage(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].plural,
        closes=to_the_second(closes),
        left=time_left(seconds_left(now, closes)),
        open=is_open,
        notify=found.dates.get(way.decisions.notify) if way.decisions else None,
        tallies=_tallies(everybody, is_open),
        filters=filters,
        choices=_choices(way),
        shown=tuple(shown),
        pager=Paginator(shown, ROWS).get_page(number),
        waiting_endorsers=sum(_waits(one) for one in everybody),
        reviewed=way.review is not None,
        decides=way.decisions is not None,
        rule_names={name: rule.says for name, rule in way.rules.items()},
    )


def _waits(one: Candidate) -> int:
    """How many requests of an application wait for an answer that still counts."""
    if one.consideration not in {"waiting_for_endorsement", "not_submitted"}:
        return 0
    return sum(asked.state == "asked" for asked in one.endorsements)


def state_of(one: Candidate, is_open: bool) -> str:
    """The one state under which an application is counted."""
    if one.considered:
        return "considered"
    if one.consideration == "not_submitted":
        return "draft" if is_open else "not_submitted"
    return one.consideration


def state_words(code: str) -> tuple[str, str]:
    """Word and shape of a state in the office's list."""
    return {
        "considered": (_("Complete"), "done"),
        "waiting_for_endorsement": (_("Waits for the endorsement"), "waiting"),
        "draft": (_("Being written"), "draft"),
        "endorsement_missing": (_("Endorsement missing"), "stopped"),
        "not_submitted": (_("Not handed in"), "stopped"),
        "incomplete": (_("Incomplete"), "stopped"),
        "late": (_("Late"), "late"),
        "withdrawn": (_("Withdrawn"), "stopped"),
    }[code]


def why_words(found: Consideration) -> str:
    """Why an application is not considered, told to the office."""
    return {
        "withdrawn": _("The applicant withdrew it."),
        "not_submitted": _("It was begun and never handed in."),
        "late": _("It arrived after the deadline."),
        "incomplete": _("It was incomplete at the deadline."),
        "endorsement_missing": _("The endorsement did not come in time, or was declined."),
    }.get(found, "")


def _tallies(everybody: list[Candidate], is_open: bool) -> tuple[Tally, ...]:
    """How many applications are in each state; states that nobody is in are left out."""
    counted = Counter(state_of(one, is_open) for one in everybody)
    order = ("considered", "waiting_for_endorsement", "draft", *sorted(NOT_CONSIDERED), "withdrawn")
    return tuple(Tally(code, *state_words(code), counted[code]) for code in order if counted[code])


def _fits(one: Candidate, filters: Filters, is_open: bool) -> bool:
    """Whether an application is among what the filters ask for."""
    decision = one.decision.outcome if one.decision else "none"
    return (
        (not filters.state or state_of(one, is_open) == filters.state)
        and (not filters.endorsement or any(asked.state == filters.endorsement for asked in one.endorsements))
        and (not filters.rules or any(rule.stands == filters.rules for rule in one.rules))
        and (not filters.decision or decision == filters.decision)
        and filters.text.lower() in f"{one.name} {one.place}".lower()
    )


def _choices(way: Admission) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each filter offers."""
    outcomes = way.decisions.outcomes.items() if way.decisions else ()
    codes = ("considered", "waiting_for_endorsement", "draft", *sorted(NOT_CONSIDERED), "withdrawn")
    return {
        "state": tuple((code, state_words(code)[0]) for code in codes),
        "endorsement": (("not_asked", _("Not asked yet")), *((code, str(word)) for code, word in _ASKED)),
        "rules": (("not_met", _("Not met")), ("open", _("Open"))),
        "decision": (("none", _("Not decided")), *((name, one.title) for name, one in outcomes)),
    }


_ASKED = [(one.value, one.label) for one in Endorsement.State if one != Endorsement.State.REPLACED]
