"""Deciding: the board by score, the letters that are ready, and the waitlist."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.admissions.models import LetterRun
from preceptor.develop.admissions.queries.asked import window_of
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.office import coordinated, set_aside
from preceptor.develop.admissions.queries.seen import Candidate
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.admissions.rules.decisions import NOT_CONSIDERED, places_left
from preceptor.develop.admissions.rules.scoring import ranking
from preceptor.develop.admissions.rules.snapshots import fingerprint
from preceptor.develop.programs.public import Admission, CycleBrief
from preceptor.foundation.audit.public import Actor, may, require


@dataclass(frozen=True)
class OutcomeChoice:
    """One possible decision."""

    name: str
    title: str
    effect: str
    reason_given: bool
    number: int


@dataclass(frozen=True)
class DecisionBoardPage:
    """Applications that are decided on, the best score first."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    outcomes: tuple[OutcomeChoice, ...]
    rows: tuple[Candidate, ...]
    undecided: int
    untold: int
    scores_open: int
    waiting: int
    apart: int
    to_tell: int
    at_most: int | None
    places: int | None
    wished: int
    granted: int
    notify: datetime | None
    late: bool
    may_decide: bool
    waitlist: tuple[Candidate, ...]


@dataclass(frozen=True)
class LettersPage:
    """What would be told, and to how many, before anything is sent; `key` stands for exactly this."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    counts: tuple[tuple[str, str, int], ...]
    not_considered: int
    letters: int
    undecided: tuple[Candidate, ...]
    waiting: int
    all_at_once: bool
    appeal_days: int | None
    key: str
    sent: tuple[tuple[datetime, int], ...]

    @property
    def ready(self) -> bool:
        """Whether the letters can go out now."""
        return bool(self.letters) and not (self.all_at_once and (self.undecided or self.waiting))


@dataclass(frozen=True)
class Ready:
    """What the letters would tell: untold decisions, those not considered, and what stands in the way."""

    untold: tuple[Candidate, ...]
    not_considered: tuple[Candidate, ...]
    undecided: tuple[Candidate, ...]
    waiting: tuple[Candidate, ...]

    @property
    def key(self) -> str:
        """The same for the same letters, and different as soon as one decision is."""
        decisions = sorted(one.decision.id for one in self.untold if one.decision)
        return fingerprint({"decisions": decisions, "not_considered": sorted(one.id for one in self.not_considered)})


def ready(found: CycleBrief, role: str, way: Admission, now: datetime, *, lean: bool = False) -> Ready:
    """What the letters would tell now; lean, for counting alone."""
    everybody = candidates(found, role, now, lean=lean)
    opens, closes = window_of(found, way)
    closed = window(now, opens, closes) == "late"
    late_or_incomplete = [one for one in everybody if not one.considered and one.consideration in NOT_CONSIDERED]
    return Ready(
        untold=tuple(one for one in everybody if one.decision and not one.decision.told_at and _in_hand(one)),
        not_considered=tuple(one for one in late_or_incomplete if closed and one.told_aside_at is None),
        undecided=tuple(one for one in everybody if one.considered and one.decision is None),
        waiting=tuple(one for one in everybody if one.consideration == "waiting_for_endorsement" or _open(one, closed)),
    )


def _in_hand(one: Candidate) -> bool:
    """A withdrawn application gets no decision letter."""
    return one.consideration != "withdrawn"


def _open(one: Candidate, closed: bool) -> bool:
    """Whether an application can still come in."""
    return one.consideration == "not_submitted" and not closed


def decision_board_page(*, cycle_id: int, role: str, by: Actor, now: datetime) -> DecisionBoardPage:
    """The board of one role, without the reader's own application."""
    found, way = coordinated(cycle_id, role, by, now)
    everybody = [one for one in candidates(found, role, now) if one.person_id != by.id]
    rows = by_score([one for one in everybody if one.considered])
    effects = Counter(one.decision.outcome for one in rows if one.decision)
    outcomes = way.decisions.outcomes.items() if way.decisions else ()
    admitted = [one for one in rows if one.decision and one.decision.effect == "admit"]
    part = found.definition.roles[role]
    notify = found.dates.get(way.decisions.notify) if way.decisions else None
    opens, closes = window_of(found, way)
    is_open = window(now, opens, closes) != "late"
    undecided = sum(one.decision is None for one in rows)
    untold = sum(bool(one.decision and not one.decision.told_at) for one in rows)
    return DecisionBoardPage(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=part.plural,
        outcomes=tuple(
            OutcomeChoice(name, one.title, one.effect, one.reason_given, effects[name]) for name, one in outcomes
        ),
        rows=tuple(rows),
        undecided=undecided,
        untold=untold,
        scores_open=sum(not one.review.complete for one in rows) if way.review else 0,
        waiting=sum(one.consideration == "waiting_for_endorsement" for one in everybody),
        apart=sum(set_aside(one, is_open) for one in everybody),
        to_tell=untold + sum(_kind_letter(one, is_open) for one in everybody),
        at_most=part.partners.at_most if part.wish_asked else None,
        places=places_left(len(admitted), part.places.at_most),
        wished=sum(one.wished or 0 for one in rows),
        granted=sum((one.decision.capacity or 0) for one in admitted if one.decision),
        notify=notify,
        late=bool(notify and undecided and now > notify),
        may_decide=may(by, "admissions.decide", where=found.unit_path, now=now),
        waitlist=tuple(waitlist(rows)),
    )


def _kind_letter(one: Candidate, is_open: bool) -> bool:
    """Whether somebody has yet to hear that their application is not considered."""
    late_or_incomplete = not one.considered and one.consideration in NOT_CONSIDERED
    return late_or_incomplete and not is_open and one.told_aside_at is None


def by_score(rows: list[Candidate]) -> list[Candidate]:
    """The best score first; equal scores by number, those without a score last."""
    known = {one.id: one for one in rows}
    return [known[one] for one in ranking({one.id: one.review.score for one in rows})]


def waitlist(rows: list[Candidate]) -> list[Candidate]:
    """Who waits, in the order of the list."""
    waiting = [one for one in rows if one.decision and one.decision.effect == "wait"]
    return sorted(waiting, key=lambda one: ((one.decision.rank or 0) if one.decision else 0, one.id))


def letters_page(*, cycle_id: int, role: str, by: Actor, now: datetime) -> LettersPage:
    """The preview: how many letters of each kind, and what stands in the way."""
    found, way = coordinated(cycle_id, role, by, now)
    require(by, "admissions.decide", where=found.unit_path, now=now)
    state = ready(found, role, way, now, lean=True)
    outcomes = way.decisions.outcomes if way.decisions else {}
    counted = Counter(one.decision.outcome for one in state.untold if one.decision)
    runs = LetterRun.objects.filter(cycle_id=cycle_id, role=role).order_by("-released_at")
    return LettersPage(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].plural,
        counts=tuple((one.title, one.says, counted[name]) for name, one in outcomes.items() if counted[name]),
        not_considered=len(state.not_considered),
        letters=len(state.untold) + len(state.not_considered),
        undecided=state.undecided,
        waiting=len(state.waiting),
        all_at_once=bool(way.decisions and way.decisions.all_at_once),
        appeal_days=way.decisions.appeal.within_days if way.decisions and way.decisions.appeal else None,
        key=state.key,
        sent=tuple(runs.values_list("released_at", "letters")),
    )
