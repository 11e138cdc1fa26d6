"""Everything that one person owes in a program, for the office, which can exempt them from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.activities.queries.exemptions import EXEMPT, ExemptionBrief, exemption_history
from preceptor.develop.activities.queries.judged import judge_cycle
from preceptor.develop.activities.queries.lines import DutyLine
from preceptor.develop.activities.queries.office import no_board, office_lines
from preceptor.develop.activities.queries.running import is_running
from preceptor.develop.activities.queries.taking_part import taking_part
from preceptor.develop.activities.queries.words import period_word
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import PersonBrief, people

# Duty and period in one choice of a form.
BETWEEN = "/"


@dataclass(frozen=True)
class OwedFor:
    """What is owed for one partner, or by the person alone where no partner is named."""

    partner: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class ExemptionLine:
    """An exemption with its words; one that was withdrawn says by whom and when."""

    exemption: ExemptionBrief
    title: str
    period: str


@dataclass(frozen=True)
class PersonDutiesPage:
    """How every duty of a person stands, what they are or were exempted from, and what they could be."""

    cycle_id: int
    program: str
    name: str
    person: PersonBrief
    owed: tuple[OwedFor, ...]
    exemptions: tuple[ExemptionLine, ...]
    choices: tuple[tuple[str, str], ...]
    may_exempt: bool
    own: bool
    follows_progress: bool


def person_duties_page(*, cycle_id: int, person_id: int, by: Actor, now: datetime) -> PersonDutiesPage:
    """What somebody owes in a program; for those who may exempt them from it."""
    brief = cycle(cycle_id)
    if not may(by, EXEMPT, where=brief.unit_path, now=now) or not taking_part(brief, person_id).roles_of(person_id):
        raise no_board()
    found = [each for each in judge_cycle(cycle_id, now, person_id).verdicts() if each.person_id == person_id]
    who = people({person_id, *(each.partner_id for each in found if each.partner_id is not None)})
    own = by.id == person_id
    return PersonDutiesPage(
        cycle_id=cycle_id,
        program=brief.title,
        name=brief.name,
        person=who[person_id],
        owed=_owed(brief, found, who),
        exemptions=_exemptions(brief, found, person_id),
        choices=_choices(brief, found),
        may_exempt=is_running(brief) and not own,
        own=own,
        follows_progress=bool(brief.definition.coursework or brief.definition.cohorts),
    )


def _owed(brief: CycleBrief, found: Sequence[Verdict], who: Mapping[int, PersonBrief]) -> tuple[OwedFor, ...]:
    """What is owed alone first, then for each partner."""
    partners = sorted({each.partner_id or 0 for each in found}, key=lambda each: (each > 0, each))
    return tuple(
        OwedFor(
            who[partner].name if partner else "",
            office_lines(brief, [each for each in found if (each.partner_id or 0) == partner]),
        )
        for partner in partners
    )


def _exemptions(brief: CycleBrief, found: Sequence[Verdict], person_id: int) -> tuple[ExemptionLine, ...]:
    """Those that stand first, then those that were withdrawn."""
    words = {each.period.key: period_word(each.period) for each in found}
    history = exemption_history(brief.id, person_id)
    duties = brief.definition.duties
    return tuple(
        ExemptionLine(
            each, duties[each.duty].title if each.duty in duties else each.duty, words.get(each.period, each.period)
        )
        for each in sorted(history, key=lambda each: (each.withdrawn_at is not None, each.id))
    )


def _choices(brief: CycleBrief, found: Sequence[Verdict]) -> tuple[tuple[str, str], ...]:
    """Every duty and period from which the person is not exempt already."""
    duties = brief.definition.duties
    open_to_it = [each for each in found if each.exemption_id is None]
    named = {(each.duty, each.period.key): each.period for each in open_to_it}
    return tuple(
        (f"{duty}{BETWEEN}{key}", f"{duties[duty].title} · {period_word(period)}")
        for (duty, key), period in named.items()
    )
