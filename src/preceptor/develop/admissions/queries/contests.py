"""Pages of the personnel office: facts that applicants contest."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Contest
from preceptor.develop.admissions.queries.eligibility import FactLine, kept_lines
from preceptor.develop.programs.public import cycle, cycles
from preceptor.foundation.look.public import Refusal


class UnknownContest(Refusal):
    """There is no contested fact of this number."""

    status = 404


@dataclass(frozen=True)
class ContestLine:
    """One contested fact in the list; the fact itself is on its own page."""

    id: int
    applicant: str
    program: str
    opened_at: datetime
    state: str
    state_word: str


@dataclass(frozen=True)
class ContestListPage:
    """Contested facts that wait for an answer, the oldest first, and the answered ones."""

    open: tuple[ContestLine, ...]
    answered: tuple[ContestLine, ...]


@dataclass(frozen=True)
class ContestDetailPage:
    """One contested fact with the applicant's statement."""

    id: int
    applicant: str
    program: str
    rule: str
    facts: tuple[FactLine, ...]
    statement: str
    opened_at: datetime
    state: str
    state_word: str
    answer: str
    answered_at: datetime | None


def contest_list_page() -> ContestListPage:
    """Every contested fact; the two hundred latest of the answered ones."""
    rows = Contest.objects.select_related("application__person")
    waiting = list(rows.filter(state=Contest.State.OPEN).order_by("opened_at", "pk"))
    done = list(rows.exclude(state=Contest.State.OPEN).order_by("-answered_at", "-pk")[:200])
    titles = {found.id: found.title for found in cycles(row.application.cycle_id for row in waiting + done).values()}
    lines = [_line(row, titles.get(row.application.cycle_id, "")) for row in waiting + done]
    return ContestListPage(tuple(lines[: len(waiting)]), tuple(lines[len(waiting) :]))


def _line(row: Contest, program: str) -> ContestLine:
    """One contested fact for the list."""
    applicant = str(row.application.person)
    return ContestLine(row.pk, applicant, program, row.opened_at, row.state, str(row.get_state_display()))


def contest_detail_page(contest_id: int) -> ContestDetailPage:
    """One contested fact; the caller has asked permission and records who looked."""
    row = Contest.objects.select_related("application__person").filter(pk=contest_id).first()
    if row is None:
        raise unknown_contest()
    found = cycle(row.application.cycle_id)
    rule = found.definition.admission[row.application.role].rules.get(row.rule)
    return ContestDetailPage(
        id=row.pk,
        applicant=str(row.application.person),
        program=found.title,
        rule=rule.says if rule else row.rule,
        facts=kept_lines(row.facts),
        statement=row.statement,
        opened_at=row.opened_at,
        state=row.state,
        state_word=str(row.get_state_display()),
        answer=row.answer,
        answered_at=row.answered_at,
    )


def unknown_contest() -> UnknownContest:
    """The refusal for a contested fact that is not there."""
    return UnknownContest(
        "unknown-contest",
        _("There is no contested fact of this number."),
        remedy=_("Choose one from the list of contested facts."),
    )
