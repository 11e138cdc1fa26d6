"""A principal's pages: what is due, one obligation to read and answer, what was signed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import UnitBrief, today, units
from preceptor.foundation.documents.public import (
    StoredFile,
    TextVersion,
    stored_files,
    text,
)
from preceptor.relieve.compliance.models import Certification, Obligation, ObligationDraft
from preceptor.relieve.compliance.queries.calendar import period_word
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.posts import DESIGNEE, PRINCIPAL, Posts, posts_of
from preceptor.relieve.compliance.queries.values import questions_of
from preceptor.relieve.compliance.rules.items import Question
from preceptor.relieve.compliance.rules.signing import enough, question_name, week_of

WEEKS = 8
SHOWN_LATER = 30
AHEAD = timedelta(days=30)
# What a line shows; the wording of a hundred statements stays where it is.
COLUMNS = (
    *("unit_id", "period", "opens", "due", "signer", "exception", "state", "cycle_item__version_id"),
    *("cycle_item__version__title", "cycle_item__version__minutes", "cycle_item__version__least_signer"),
    "cycle_item__version__evidence_needed",
)
Badge = tuple[str, str]


@dataclass(frozen=True)
class DueLine:
    """One thing to certify."""

    id: int
    title: str
    school: str
    period: str
    opens: date
    due: date
    late: bool
    minutes: int
    exception: str
    drafted: bool
    may_sign: bool


@dataclass(frozen=True)
class Together:
    """Several whose statements are identical."""

    title: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class Undoable:
    """Something just signed that can be taken back."""

    id: int
    title: str
    until: datetime


@dataclass(frozen=True)
class MyDuePage:
    """What somebody has to certify, in order, and their own minutes."""

    lines: tuple[DueLine, ...]
    later: tuple[DueLine, ...]
    together: tuple[Together, ...]
    undo: tuple[Undoable, ...]
    minutes: int
    late: int
    weeks: tuple[tuple[date, int], ...]
    this_week: int
    average: float
    schools: tuple[UnitBrief, ...]
    leads: bool
    answers_for_none: bool


def own_obligations(posts: Posts) -> Q:
    """Open obligations that the holder of these posts answers for."""
    mine = Q(unit_id__in=posts.principal, signer__in=(PRINCIPAL, DESIGNEE))
    return Q(state="open") & (mine | Q(unit_id__in=posts.designee, signer__in=(PRINCIPAL, DESIGNEE)))


def my_due_page(*, by: Actor, now: datetime) -> MyDuePage:
    """What is due at the reader's schools today; nobody else's minutes are anywhere."""
    posts, on = posts_of(by, now), today(now)
    rows = Obligation.objects.filter(own_obligations(posts), opens__lte=on + AHEAD)
    rows = rows.select_related("cycle_item__version").only(*COLUMNS)
    found = list(rows.order_by("due", "pk")) if posts.units else []
    drafted = set(ObligationDraft.objects.filter(person_id=by.id or 0).values_list("obligation_id", flat=True))
    schools = units(posts.units)
    lines = [_line(each, schools, drafted, posts, on) for each in found]
    open_now = [each for each in lines if each.opens <= on and each.may_sign]
    weeks = own_weeks(by, now)
    return MyDuePage(
        lines=tuple(open_now),
        later=tuple(each for each in lines if each.opens > on and each.may_sign)[:SHOWN_LATER],
        together=_together(found, {each.id for each in open_now}),
        undo=_undoable(by, now),
        minutes=sum(each.minutes for each in open_now),
        late=sum(each.late for each in open_now),
        weeks=weeks,
        this_week=weeks[-1][1],
        average=round(sum(spent for _week, spent in weeks[:-1]) / (len(weeks) - 1) / 60, 1),
        schools=tuple(sorted(schools.values(), key=lambda each: each.name)),
        leads=bool(posts.principal),
        answers_for_none=not posts.units,
    )


def _line(each: Obligation, schools: dict[int, UnitBrief], drafted: set[int], posts: Posts, on: date) -> DueLine:
    version = each.cycle_item.version
    return DueLine(
        each.pk,
        version.title,
        schools[each.unit_id].name,
        period_word(each.period),
        each.opens,
        each.due,
        each.due < on,
        version.minutes,
        each.exception,
        each.pk in drafted,
        enough(posts.role_at(each.unit_id), version.least_signer),
    )


def _together(found: Sequence[Obligation], open_now: set[int]) -> tuple[Together, ...]:
    same: defaultdict[int, list[Obligation]] = defaultdict(list)
    for each in found:
        if each.pk in open_now and not each.cycle_item.version.evidence_needed and not each.exception:
            same[each.cycle_item.version_id].append(each)
    groups = [group for group in same.values() if len(group) > 1]
    return tuple(Together(group[0].cycle_item.version.title, tuple(each.pk for each in group)) for group in groups)


def _undoable(by: Actor, now: datetime) -> tuple[Undoable, ...]:
    rows = Certification.objects.filter(
        person_id=by.id or 0, signed_at__gt=now - timedelta(minutes=10), sent_from__gt=now, withdrawn_at=None
    )
    listed = rows.select_related("version").order_by("-signed_at")[:3]
    return tuple(Undoable(each.pk, each.version.title, each.sent_from) for each in listed)


def own_weeks(by: Actor, now: datetime) -> tuple[tuple[date, int], ...]:
    """Seconds that the reader spent on certifying, by week, this week last; told to the reader alone."""
    first = week_of(today(now)) - timedelta(weeks=WEEKS - 1)
    since = now - timedelta(weeks=WEEKS)
    rows = Certification.objects.filter(person_id=by.id or 0, signed_at__gte=since, withdrawn_at=None)
    spent: defaultdict[date, int] = defaultdict(int)
    for moment, seconds in rows.values_list("signed_at", "seconds"):
        spent[week_of(today(moment))] += seconds or 0
    return tuple((first + timedelta(weeks=turn), spent[first + timedelta(weeks=turn)]) for turn in range(WEEKS))


@dataclass(frozen=True)
class ObligationDetailPage:
    """One obligation to read, answer and sign."""

    id: int
    title: str
    code: str
    item_id: int
    school: UnitBrief
    period: str
    opens: date
    due: date
    late: bool
    minutes: int
    statement: TextVersion
    questions: tuple[tuple[str, str, Question], ...]
    evidence: str
    evidence_needed: bool
    files: tuple[StoredFile, ...]
    exception: str
    basis: str
    citation: str
    drafted: dict[str, str]
    drafted_at: datetime | None
    open_yet: bool
    may_sign: bool


def reader_language() -> str:
    """The language of the page."""
    return (get_language() or "en")[:2]


def words_of(question: Question) -> str:
    """A question in the language of the page, as far as it is translated."""
    return question.text_es if question.text_es and reader_language() == "es" else question.text


def answer_words(question: Question, answer: str) -> str:
    """An answer as a page shows it; what was written stays as it was."""
    return {"yes": _("Yes"), "no": _("No")}.get(answer, answer) if question.kind == "yes" else answer


def obligation_detail_page(*, obligation_id: int, by: Actor, now: datetime) -> ObligationDetailPage:
    """One open obligation of a school for which the reader answers."""
    posts, on = posts_of(by, now), today(now)
    rows = Obligation.objects.filter(own_obligations(posts), pk=obligation_id)
    each = rows.select_related("cycle_item__version", "cycle_item__item").first()
    if each is None:
        raise missing()
    version = each.cycle_item.version
    draft = ObligationDraft.objects.filter(obligation=each, person_id=by.id or 0).first()
    questions = questions_of(version)
    return ObligationDetailPage(
        id=each.pk,
        title=version.title,
        code=each.cycle_item.item.code,
        item_id=each.cycle_item.item_id,
        school=units([each.unit_id])[each.unit_id],
        period=period_word(each.period),
        opens=each.opens,
        due=each.due,
        late=each.due < on,
        minutes=version.minutes,
        statement=text(version.text_id, reader_language()),
        questions=tuple(
            (question_name(number), words_of(question), question) for number, question in enumerate(questions)
        ),
        evidence=version.evidence,
        evidence_needed=version.evidence_needed,
        files=tuple(stored_files(f"compliance.obligation:{each.pk}")),
        exception=each.exception,
        basis=version.get_basis_display(),
        citation=version.citation,
        drafted=dict(draft.answers) if draft else {},
        drafted_at=draft.saved_at if draft else None,
        open_yet=each.opens <= on,
        may_sign=enough(posts.role_at(each.unit_id), version.least_signer),
    )


@dataclass(frozen=True)
class TogetherPage:
    """Several obligations with one statement, to sign at once."""

    title: str
    statement: TextVersion
    questions: tuple[tuple[str, str, Question], ...]
    lines: tuple[DueLine, ...]
    ids: tuple[int, ...]


def together_page(*, ids: Iterable[int], by: Actor, now: datetime) -> TogetherPage:
    """Several open obligations of the reader whose statements are identical."""
    posts, on = posts_of(by, now), today(now)
    rows = Obligation.objects.filter(own_obligations(posts), pk__in=list(ids), opens__lte=on)
    found = list(rows.select_related("cycle_item__version").order_by("due", "pk"))
    if not found or len({each.cycle_item.version_id for each in found}) > 1:
        raise missing()
    version = found[0].cycle_item.version
    schools = units({each.unit_id for each in found})
    questions = questions_of(version)
    return TogetherPage(
        version.title,
        text(version.text_id, reader_language()),
        tuple((question_name(number), words_of(each), each) for number, each in enumerate(questions)),
        tuple(_line(each, schools, set(), posts, on) for each in found),
        tuple(each.pk for each in found),
    )
