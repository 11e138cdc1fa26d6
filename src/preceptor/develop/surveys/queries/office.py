"""What an office sees that listens: its rounds, one round with all its parts, one survey, the people to ask."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import open_cycles
from preceptor.develop.surveys.models import (
    Advice,
    AdvisoryMember,
    Content,
    FocusGroup,
    ListeningRound,
    Passage,
    Survey,
    Theme,
)
from preceptor.develop.surveys.queries.audience import audience
from preceptor.develop.surveys.queries.languages import said
from preceptor.develop.surveys.queries.mine import (
    Badge,
    MeetingLine,
    QuestionShown,
    group_badge,
    meeting_line,
    minutes_of,
    shown_question,
)
from preceptor.develop.surveys.queries.scope import RUN, own_group, own_round, own_survey, runs
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import PersonBrief, UnitBrief, people, seats_of, today, units


@dataclass(frozen=True)
class RoundLine:
    """One round in the list."""

    id: int
    title: str
    unit: str
    opened_at: datetime
    surveys: int
    contents: int


@dataclass(frozen=True)
class RoundListPage:
    """The rounds of the reader's offices, and the offices that may begin one."""

    rounds: tuple[RoundLine, ...]
    offices: tuple[UnitBrief, ...]


def round_list_page(*, by: Actor, now: datetime) -> RoundListPage:
    """Every round that the reader runs, the newest first; refuses whoever runs none and may begin none."""
    if not holds(by.id, RUN, now):
        require(by, RUN, now=now)
    rows = ListeningRound.objects.select_related("unit").annotate(
        asked=Count("surveys", distinct=True), built=Count("contents", distinct=True)
    )
    lines = tuple(
        RoundLine(row.pk, said(row.title, row.title_es), row.unit.name, row.opened_at, row.asked, row.built)
        for row in rows.order_by("-opened_at", "-pk")
        if runs(row, by, now)
    )
    return RoundListPage(lines, offices(by, now))


def offices(by: Actor, now: datetime) -> tuple[UnitBrief, ...]:
    """The units at which the reader may begin a round: those of their own positions."""
    if by.id is None or not holds(by.id, RUN, now):
        return ()
    paths = {seat.unit_path for seat in seats_of(by.id, today(now)) if may(by, RUN, where=seat.unit_path, now=now)}
    held = units(int(path.rstrip("/").rpartition("/")[2]) for path in paths)
    return tuple(sorted(held.values(), key=lambda each: each.name))


@dataclass(frozen=True)
class SurveyLine:
    """One survey of a round."""

    id: int
    title: str
    badge: Badge
    closes: datetime
    asked: int
    answered: int


@dataclass(frozen=True)
class GroupLine:
    """One focus group of a round."""

    id: int
    title: str
    starts: datetime
    badge: Badge
    asked: int
    coming: int
    statements: int


@dataclass(frozen=True)
class ThemeLine:
    """One theme: in how many passages somebody found it, and what answers it."""

    id: int
    name: str
    says: str
    passages: int
    contents: int


@dataclass(frozen=True)
class ContentLine:
    """One piece of content: what it answers, where it stands."""

    id: int
    title: str
    says: str
    kind: str
    badge: Badge
    state: str
    themes: tuple[str, ...]
    launches: date | None
    program: str
    cycle_id: int | None
    told: str


@dataclass(frozen=True)
class AdviserLine:
    """Somebody of the advisory group."""

    id: int
    name: str


@dataclass(frozen=True)
class RoundDetailPage:
    """A round with all its parts."""

    id: int
    title: str
    purpose: str
    unit: str
    surveys: tuple[SurveyLine, ...]
    groups: tuple[GroupLine, ...]
    themes: tuple[ThemeLine, ...]
    passages: int
    unread: int
    contents: tuple[ContentLine, ...]
    advisers: tuple[AdviserLine, ...]
    meetings: tuple[MeetingLine, ...]
    kinds: tuple[tuple[str, str], ...]
    cycles: tuple[tuple[int, str], ...]
    states: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


def round_detail_page(*, round_id: int, by: Actor, now: datetime) -> RoundDetailPage:
    """Everything about a round, for who runs it."""
    row = own_round(round_id, by, now, _heard(by))
    advisers = AdvisoryMember.objects.filter(round=row, until=None).select_related("person")
    advice = Prefetch("advice", Advice.objects.select_related("content"))
    meetings = row.meetings.prefetch_related(advice).order_by("-starts")
    return RoundDetailPage(
        id=round_id,
        title=said(row.title, row.title_es),
        purpose=said(row.purpose, row.purpose_es),
        unit=row.unit.name,
        surveys=_surveys(row),
        groups=_groups(row),
        themes=_themes(row),
        passages=row.heard,
        unread=row.heard - row.read,
        contents=_contents(row),
        advisers=tuple(
            AdviserLine(each.person_id, str(each.person))
            for each in advisers.order_by("person__family_name", "person_id")
        ),
        meetings=tuple(meeting_line(each) for each in meetings),
        kinds=tuple((value, str(label)) for value, label in Content.Kind.choices),
        cycles=_cycles(),
        states=tuple((value, str(label)) for value, label in Content.State.choices),
        answers=(("taken", _("We do it")), ("partly", _("We do a part of it")), ("declined", _("We do not do it"))),
    )


def _heard(by: Actor) -> QuerySet[Any]:
    """Rounds with the number of their passages, and of those that the reader has read."""
    passages = Passage.objects.filter(round=OuterRef("pk")).order_by().values("round")
    heard = passages.annotate(number=Count("pk", distinct=True)).values("number")
    read = passages.filter(readings__coder_id=by.id).annotate(number=Count("pk", distinct=True)).values("number")
    return ListeningRound.objects.annotate(heard=Coalesce(Subquery(heard), 0), read=Coalesce(Subquery(read), 0))


def _surveys(row: ListeningRound) -> tuple[SurveyLine, ...]:
    rows = row.surveys.annotate(
        asked=Count("invitations"), sent=Count("invitations", filter=Q(invitations__answered=True))
    )
    return tuple(
        SurveyLine(
            each.pk, said(each.title, each.title_es), survey_badge(each.state), each.closes, each.asked, each.sent
        )
        for each in rows.order_by("pk")
    )


def survey_badge(state: str) -> Badge:
    """Shape and word of a survey's state."""
    return {
        "draft": ("draft", _("Being written")),
        "open": ("now", _("Open")),
        "closed": ("done", _("Closed")),
    }[state]


def _groups(row: ListeningRound) -> tuple[GroupLine, ...]:
    rows = row.groups.annotate(
        asked=Count("members", distinct=True),
        coming=Count("members", filter=Q(members__answer="coming"), distinct=True),
        kept=Count("passages", distinct=True),
    )
    return tuple(
        GroupLine(each.pk, each.title, each.starts, group_badge(each.state), each.asked, each.coming, each.kept)
        for each in rows.order_by("starts")
    )


def content_choices(*, round_id: int, by: Actor, now: datetime) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The themes that a piece of content may answer, and the programs that it may be launched with."""
    return [(each.id, each.name) for each in _themes(own_round(round_id, by, now))], list(_cycles())


def _cycles() -> tuple[tuple[int, str], ...]:
    return tuple((each.id, f"{each.title} · {each.name}") for each in open_cycles())


def _themes(row: ListeningRound) -> tuple[ThemeLine, ...]:
    rows = Theme.objects.filter(round=row).annotate(
        found=Count("codings__passage", distinct=True), built=Count("contents", distinct=True)
    )
    ordered = sorted(rows, key=lambda each: (-each.found, each.name))
    return tuple(ThemeLine(each.pk, each.name, each.says, each.found, each.built) for each in ordered)


def _contents(row: ListeningRound) -> tuple[ContentLine, ...]:
    titles = {each.id: f"{each.title} · {each.name}" for each in open_cycles()}
    return tuple(
        ContentLine(
            each.pk,
            each.title,
            each.says,
            str(Content.Kind(each.kind).label),
            content_badge(each.state),
            each.state,
            tuple(theme.name for theme in each.themes.all()),
            each.launches,
            titles.get(each.cycle_id or 0, ""),
            each.cycle_id,
            each.told,
        )
        for each in row.contents.prefetch_related("themes").order_by("pk")
    )


def content_badge(state: str) -> Badge:
    """Shape and word of where content stands."""
    shape = {"idea": "draft", "work": "now", "ready": "waiting", "launched": "done"}[state]
    return shape, str(Content.State(state).label)


@dataclass(frozen=True)
class SurveyDetailPage:
    """One survey for the office: its terms, its questions, how many have answered."""

    id: int
    round_id: int
    round: str
    title: str
    badge: Badge
    state: str
    closes: datetime
    anonymous: bool
    least: int
    levels: tuple[str, ...]
    sample: int | None
    asked: int
    answered: int
    to_remind: int
    questions: tuple[QuestionShown, ...]
    minutes: int
    shared: bool
    spanish_missing: int

    @property
    def share(self) -> int:
        """Per cent of those asked who answered."""
        return round(100 * self.answered / self.asked) if self.asked else 0


def survey_detail_page(*, survey_id: int, by: Actor, now: datetime) -> SurveyDetailPage:
    """A survey for who runs it; while it is written, `asked` is how many would be asked today."""
    survey = own_survey(survey_id, by, now)
    draft = survey.state == Survey.State.DRAFT
    sent = survey.invitations.aggregate(
        asked=Count("pk"),
        sent=Count("pk", filter=Q(answered=True)),
        silent=Count("pk", filter=Q(answered=False) & (Q(reminded_on=None) | ~Q(reminded_on=today(now)))),
    )
    rows = list(survey.questions.all())
    kinds: dict[str, int] = {}
    for each in rows:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    return SurveyDetailPage(
        id=survey_id,
        round_id=survey.round_id,
        round=said(survey.round.title, survey.round.title_es),
        title=said(survey.title, survey.title_es),
        badge=survey_badge(survey.state),
        state=survey.state,
        closes=survey.closes,
        anonymous=survey.anonymous,
        least=survey.least,
        levels=tuple(survey.levels),
        sample=survey.sample,
        asked=len(audience(survey, now)) if draft else sent["asked"],
        answered=sent["sent"],
        to_remind=sent["silent"],
        questions=tuple(shown_question(each, place, None) for place, each in enumerate(rows, 1)),
        minutes=minutes_of(kinds),
        shared=survey.shared_at is not None,
        spanish_missing=sum(not each.text_es for each in rows),
    )


@dataclass(frozen=True)
class GroupDetailPage:
    """One focus group for who leads it."""

    id: int
    round_id: int
    round: str
    title: str
    starts: datetime
    minutes: int
    place: str
    badge: Badge
    begun: bool
    cancelled: bool
    members: tuple[tuple[PersonBrief, Badge], ...]
    statements: tuple[str, ...]


def group_detail_page(*, group_id: int, by: Actor, now: datetime) -> GroupDetailPage:
    """A focus group: who comes, and what was said without who said it."""
    group: FocusGroup = own_group(group_id, by, now)
    rows = dict(group.members.values_list("person_id", "answer"))
    shapes = {"asked": ("waiting", _("Asked")), "coming": ("done", _("Coming")), "not": ("draft", _("Not coming"))}
    who = sorted(people(list(rows)).values(), key=lambda each: (each.family_name, each.id))
    return GroupDetailPage(
        group_id,
        group.round_id,
        said(group.round.title, group.round.title_es),
        group.title,
        group.starts,
        group.minutes,
        group.place,
        group_badge(group.state),
        group.starts <= now,
        group.state == FocusGroup.State.CANCELLED,
        tuple((each, shapes[rows[each.id]]) for each in who),
        tuple(group.passages.order_by("pk").values_list("text", flat=True)),
    )
