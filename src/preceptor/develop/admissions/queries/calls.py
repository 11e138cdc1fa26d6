"""Pages of calls: what is offered, for whom, what it asks, how it is decided, and where the reader stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from preceptor.develop.admissions.models import Application, Waiver
from preceptor.develop.admissions.queries.asked import dated_ways, questions_of, way_into, window_of
from preceptor.develop.admissions.queries.eligibility import Eligibility, asked_facts, eligibility, judged_now
from preceptor.develop.admissions.queries.facts import program_facts
from preceptor.develop.admissions.queries.own import applications_of, endorsement_states
from preceptor.develop.admissions.queries.told import ToldMark, mark_of_application, told_marks
from preceptor.develop.admissions.queries.words import overall_sentence, time_left, to_the_second
from preceptor.develop.admissions.rules.answers import Asked
from preceptor.develop.admissions.rules.completeness import MINUTES, minutes_for
from preceptor.develop.admissions.rules.deadlines import Window, seconds_left, window
from preceptor.develop.programs.public import Admission, CycleBrief, FactValue, cycle, cycle_seen, open_cycles_seen
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today, zone

Facts: TypeAlias = Mapping[str, FactValue] | None


@dataclass(frozen=True)
class CallLine:
    """One call in the list."""

    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    window: Window
    opens: datetime
    closes: datetime
    left: str
    application_id: int | None
    mark: ToldMark | None


@dataclass(frozen=True)
class CallListPage:
    """Calls that are open or will open, and those that closed."""

    current: tuple[CallLine, ...]
    closed: tuple[CallLine, ...]


@dataclass(frozen=True)
class DateLine:
    """A named moment of the call, to the second where it is a deadline."""

    title: str
    moment: str
    says: str


@dataclass(frozen=True)
class AskLine:
    """One thing that an applicant hands in, with its minutes."""

    title: str
    detail: str
    minutes: int


@dataclass(frozen=True)
class CallRole:
    """The way into one role, and where the reader stands."""

    role: str
    title: str
    plural: str
    tasks: tuple[str, ...]
    window: Window
    opens: datetime
    closes: datetime
    closes_exactly: str
    left: str
    asks: tuple[AskLine, ...]
    minutes: int
    partners_at_most: int | None
    reviewers: int
    criteria: tuple[str, ...]
    appeal: str
    eligibility: Eligibility
    overall_sentence: str
    application_id: int | None
    application_state: str

    @property
    def is_open(self) -> bool:
        """Whether applications are taken now."""
        return self.window == "open"


@dataclass(frozen=True)
class CallDetailPage:
    """A published call."""

    cycle_id: int
    cycle_name: str
    title: str
    number: str
    issuer: str
    purpose: str
    audience: tuple[str, ...]
    goals: tuple[str, ...]
    scope: str
    privacy: str
    office: str
    email: str
    phone: str
    dates: tuple[DateLine, ...]
    roles: tuple[CallRole, ...]
    commitments: tuple[str, ...]
    pay: tuple[str, ...]
    zone: str


def call_list_page(by: Actor, now: datetime) -> CallListPage:
    """Every call of the published cycles that the reader may see, those that close first at the top."""
    found = open_cycles_seen(by=by, now=now)
    rows = applications_of(by.id).filter(cycle_id__in=[one.id for one in found])
    mine = {(row.cycle_id, row.role): row for row in rows}
    told = told_marks(rows)
    marks = {key: mark_of_application(row, told) for key, row in mine.items()}
    lines = [
        _call_line(one, role, way, now, mine=mine.get((one.id, role)), mark=marks.get((one.id, role)))
        for one in found
        for role, way in dated_ways(one).items()
    ]
    current = sorted((line for line in lines if line.window != "late"), key=lambda line: line.closes)
    closed = sorted((line for line in lines if line.window == "late"), key=lambda line: line.closes, reverse=True)
    return CallListPage(tuple(current), tuple(closed))


def _call_line(
    found: CycleBrief, role: str, way: Admission, now: datetime, *, mine: Application | None, mark: ToldMark | None
) -> CallLine:
    """One call for the list, with the reader's own application and how it stands."""
    opens, closes = window_of(found, way)
    return CallLine(
        cycle_id=found.id,
        role=role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[role].title,
        window=window(now, opens, closes),
        opens=opens,
        closes=closes,
        left=time_left(seconds_left(now, closes)),
        application_id=mine.pk if mine else None,
        mark=mark,
    )


def call_detail_page(cycle_id: int, by: Actor, now: datetime) -> CallDetailPage:
    """A published call that the reader may see, with their own standing under every rule."""
    found = cycle_seen(cycle_id, by=by, now=now)
    definition, person_id = found.definition, by.id
    rows = applications_of(person_id).filter(cycle_id=cycle_id).prefetch_related("contests", "waivers", "endorsements")
    mine = {row.role: row for row in rows}
    wanted = asked_facts(*definition.admission.values())
    facts = None if person_id is None else program_facts(found, [person_id], today(now), wanted)[person_id]
    return CallDetailPage(
        cycle_id=found.id,
        cycle_name=found.name,
        title=definition.title,
        number=definition.number or "",
        issuer=definition.issuer,
        purpose=definition.purpose,
        audience=definition.audience,
        goals=definition.goals,
        scope=definition.scope.says,
        privacy=definition.privacy.says if definition.privacy else "",
        office=definition.contact.office,
        email=definition.contact.email or "",
        phone=definition.contact.phone or "",
        dates=_dates(found),
        roles=tuple(
            _call_role(found, role, way, mine.get(role), facts, now) for role, way in dated_ways(found).items()
        ),
        commitments=tuple(duty.title for duty in definition.duties.values() if duty.who in definition.admission),
        pay=tuple(payment.says for payment in definition.pay.values() if payment.to in definition.admission),
        zone=str(now.astimezone(zone()).tzname()),
    )


def _dates(found: CycleBrief) -> tuple[DateLine, ...]:
    """The dates that are set, in order."""
    entries = found.definition.timeline
    known = sorted((moment, name) for name, moment in found.dates.items() if name in entries)
    return tuple(
        DateLine(entries[name].title, to_the_second(moment), entries[name].says or "") for moment, name in known
    )


def _call_role(
    found: CycleBrief, role: str, way: Admission, mine: Application | None, facts: Facts, now: datetime
) -> CallRole:
    """The way into one role."""
    part = found.definition.roles[role]
    opens, closes = window_of(found, way)
    asks = _asks(found, role, way)
    stands = _standing_of(way, facts, mine)
    return CallRole(
        role=role,
        title=part.title,
        plural=part.plural,
        tasks=tuple(part.tasks.values()),
        window=window(now, opens, closes),
        opens=opens,
        closes=closes,
        closes_exactly=to_the_second(closes),
        left=time_left(seconds_left(now, closes)),
        asks=asks,
        minutes=sum(line.minutes for line in asks),
        partners_at_most=part.partners.at_most,
        reviewers=way.review.reviewers_per_application if way.review else 0,
        criteria=tuple(criterion.title for criterion in way.review.criteria.values()) if way.review else (),
        appeal=way.decisions.appeal.to if way.decisions and way.decisions.appeal else "",
        eligibility=stands,
        overall_sentence=overall_sentence(stands.overall),
        application_id=mine.pk if mine else None,
        application_state=mine.state if mine else "",
    )


def _standing_of(way: Admission, facts: Facts, mine: Application | None) -> Eligibility:
    """Where the reader stands today; nobody in particular stands nowhere."""
    if facts is None:
        return Eligibility()
    contests = mine.contests.all() if mine else ()
    waivers = mine.waivers.all() if mine else ()
    waived = [waiver.rule for waiver in waivers if waiver.state == Waiver.State.SIGNED]
    endorsed = endorsement_states(mine, way) if mine else {}
    return eligibility(way, judged_now(way, facts), contests, waived, endorsed)


def _asks(found: CycleBrief, role: str, way: Admission) -> tuple[AskLine, ...]:
    """What an application holds, each thing with its minutes."""
    questions = [
        AskLine(question.asks, question.hint or "", minutes_for(_limits(question.kind, question.max_words)))
        for question in questions_of(found.definition, role).values()
    ]
    papers = [AskLine(paper.title, paper.says or "", MINUTES["document"]) for paper in way.documents.values()]
    texts = [AskLine(found.definition.texts[name].title, "", MINUTES["text"]) for name in way.texts]
    asked = [AskLine(one.title, "", MINUTES["ask_endorser"]) for one in way.endorsements.values()]
    return (*questions, *papers, *texts, *asked)


def _limits(kind: str, max_words: int | None) -> Asked:
    """A question for counting its minutes."""
    return Asked(kind=kind, max_words=max_words)


def call_role(cycle_id: int, role: str) -> tuple[CycleBrief, Admission]:
    """A cycle and the way into one of its roles; UnknownCall when there is none."""
    found = cycle(cycle_id)
    return found, way_into(found, role)
