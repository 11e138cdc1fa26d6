"""What somebody will be paid and was paid: why and when, with every step."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from preceptor.develop.activities.public import period_word
from preceptor.develop.pairing.public import cycle_ids_of
from preceptor.develop.programs.public import CycleBrief, Payment, cycles
from preceptor.develop.stipends.models import PayLine, PaymentRun
from preceptor.develop.stipends.queries.cases import Asked, cases
from preceptor.develop.stipends.queries.terms import choices_of, paid_here, pay_periods, terms_in_force
from preceptor.develop.stipends.queries.words import Badge, Said, formula_words, problem_words, run_badge, step_words
from preceptor.develop.stipends.rules.arithmetic import work_out
from preceptor.develop.stipends.rules.values import Worked
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import remembering

State = PaymentRun.State


@dataclass(frozen=True)
class MyLine:
    """A line that was worked out for the reader."""

    id: int
    pays: Decimal
    badge: Badge
    moment: datetime | None
    steps: tuple[Said, ...]
    problems: tuple[Said, ...]
    corrects: int | None
    reason: str


@dataclass(frozen=True)
class MyPeriod:
    """One payment in one period."""

    program: str
    name: str
    title: str
    says: str
    word: str
    formula: tuple[str, ...]
    paid: Decimal
    lines: tuple[MyLine, ...]
    expected: Decimal | None
    steps: tuple[Said, ...]
    problems: tuple[Said, ...]
    due: datetime | None


@dataclass(frozen=True)
class MyPayPage:
    """Everything that the reader is paid."""

    periods: tuple[MyPeriod, ...]


def my_pay_page(*, person_id: int, now: datetime) -> MyPayPage:
    """Each payment of each period that has begun: what came, what is on its way, and what today's logs would give."""
    with remembering():
        briefs = [each for each in cycles(cycle_ids_of(person_id)).values() if paid_here(each)]
        lines = _lines(person_id)
        found = [
            mine
            for brief in sorted(briefs, key=lambda each: each.id, reverse=True)
            for mine in _of_cycle(brief, person_id, lines, now)
        ]
    return MyPayPage(tuple(found))


def _lines(person_id: int) -> dict[tuple[int, str, str], list[PayLine]]:
    rows = PayLine.objects.filter(person_id=person_id).exclude(run__state__in=(State.WORKING, State.DISCARDED))
    found: dict[tuple[int, str, str], list[PayLine]] = {}
    for row in rows.select_related("run", "run__file").defer("run__file__content", "hours").order_by("-pk"):
        found.setdefault((row.run.cycle_id, row.run.payment, row.run.period), []).append(row)
    return found


def _of_cycle(
    brief: CycleBrief, person_id: int, lines: dict[tuple[int, str, str], list[PayLine]], now: datetime
) -> list[MyPeriod]:
    found = []
    for name, payment in paid_here(brief).items():
        begun = [each for each in pay_periods(brief, payment) if each.begins <= today(now)]
        for when in reversed(begun):
            kept = lines.get((brief.id, name, when.key), [])
            open_yet = when is begun[-1] and brief.state == "published" and not kept
            asked = Asked(brief, name, payment, when)
            worked = _preview(asked, person_id, now) if open_yet else None
            if kept or worked is not None:
                found.append(_period(asked, payment, kept, worked))
    return found


@dataclass(frozen=True)
class _Preview:
    worked: Worked | None


def _preview(asked: Asked, person_id: int, now: datetime) -> _Preview | None:
    """What today's pairs and logs would give; None for somebody whom this does not pay."""
    found = cases(asked, now, person_id)
    if not found:
        return None
    choice = choices_of([asked.brief.id]).get((asked.brief.id, asked.name, asked.period.key))
    terms = terms_in_force(asked.payment, choice)
    return _Preview(work_out(terms, found[0]) if terms else None)


def _period(asked: Asked, payment: Payment, kept: list[PayLine], preview: _Preview | None) -> MyPeriod:
    choice = choices_of([asked.brief.id]).get((asked.brief.id, asked.name, asked.period.key))
    terms, worked = terms_in_force(payment, choice), preview.worked if preview else None
    steps = [{"code": each.code, "facts": each.facts, "result": each.result} for each in worked.steps] if worked else []
    beside = [{"code": one.code, "facts": one.facts, "holds": one.holds} for one in worked.problems] if worked else []
    return MyPeriod(
        program=asked.brief.title,
        name=asked.brief.name,
        title=payment.title,
        says=payment.says,
        word=period_word(asked.period.period),
        formula=formula_words(terms) if terms else (),
        paid=sum((each.pays for each in kept if each.run.state == State.EXPORTED), Decimal(0)),
        lines=tuple(map(_line, kept)),
        expected=worked.owed if worked else None,
        steps=tuple(map(step_words, steps)),
        problems=tuple(map(problem_words, beside)),
        due=asked.brief.dates.get(payment.due or ""),
    )


def _line(row: PayLine) -> MyLine:
    exported = row.run.state == State.EXPORTED
    return MyLine(
        id=row.pk,
        pays=row.pays,
        badge=("late", _("Held")) if row.held else run_badge(row.run.state),
        moment=row.run.file.made_at if exported else row.run.computed_at,
        steps=tuple(map(step_words, row.steps)),
        problems=tuple(map(problem_words, row.problems)),
        corrects=row.corrects_id,
        reason=row.reason,
    )
