"""Pay, step by step, exact to the cent.

Every step is monotone in what it counts and rounds half a cent upwards, so that more days, logs or hours never pay
less; the sum of the days is rounded once, and its parts are the differences of the rounded sums.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from preceptor.develop.stipends.rules.hours import merged_minutes
from preceptor.develop.stipends.rules.values import ZERO, Case, Hours, OwedLog, Problem, Step, Terms, Worked

DAY = timedelta(days=1)
CENTS = 100
HALF = Fraction(1, 2)
MINUTES = 60
WHOLE_PERCENT = 100
ACCEPTED = "accepted"


def work_out(terms: Terms, case: Case) -> Worked:
    """What a person is owed and paid: base, logs, upper amount, less what was paid before; each with its step."""
    steps = [*(_hours(terms, case) if terms.formula == "per_hour" else _partners(terms, case))]
    problems = [*case.problems, *_problems(terms, case)]
    if terms.needs_logs and terms.log_share and terms.formula != "per_hour":
        steps += _log_share(case.logs, steps[-1].result)
    if terms.at_most is not None and steps[-1].result > terms.at_most:
        steps.append(Step("at_most", {"most": str(terms.at_most), "was": str(steps[-1].result)}, terms.at_most))
    owed = steps[-1].result
    if any(each.holds for each in problems):
        steps.append(Step("held", {}, ZERO))
        return Worked(case.person_id, owed, ZERO, tuple(steps), tuple(problems))
    pays = owed - case.paid
    if case.paid:
        steps.append(Step("paid_before", {"paid": str(case.paid), "owed": str(owed)}, pays))
    return Worked(case.person_id, owed, pays, tuple(steps), tuple(problems), _behind(case))


def cents(exact: Fraction) -> Decimal:
    """An exact amount to the cent, half a cent upwards."""
    return Decimal((exact * CENTS + HALF) // 1) / CENTS + ZERO


def rate(terms: Terms, partners: int) -> Fraction:
    """What a whole period gives with so many partners at once."""
    if not partners:
        return Fraction(0)
    amount = Fraction(terms.amount)
    if terms.formula == "per_partner":
        return amount + amount * (partners - 1) * terms.later_percent / WHOLE_PERCENT
    if terms.formula == "by_partners":
        return max((Fraction(each) for number, each in terms.tiers if number <= partners), default=Fraction(0))
    return amount


def days_by_partners(case: Case) -> Counter[int]:
    """On how many days of the period somebody worked with how many different partners."""
    met: dict[int, set[int]] = {}
    for each in case.together:
        day, last = max(each.first, case.first), min(each.last, case.last)
        for number in range((last - day).days + 1):
            met.setdefault(day.toordinal() + number, set()).add(each.partner_id)
    return Counter(len(partners) for partners in met.values())


def _partners(terms: Terms, case: Case) -> Iterator[Step]:
    """The base of whatever does not count hours: by the days with each number of partners, or by the most at once."""
    days = days_by_partners(case)
    if not days:
        yield Step("nobody", {}, ZERO)
        return
    if not terms.by_days:
        most = max(days)
        whole = cents(rate(terms, most))
        yield Step(f"whole_{terms.formula}", {**_words(terms), "partners": most}, whole)
        return
    length, exact, before = (case.last - case.first).days + 1, Fraction(0), ZERO
    for partners in sorted(days):
        full = rate(terms, partners)
        exact += full * days[partners] / length
        so_far = cents(exact)
        facts: dict[str, str | int] = {
            "partners": partners,
            "days": days[partners],
            "length": length,
            "full": str(cents(full)),
        }
        yield Step("days", {**facts, "part": str(so_far - before)}, so_far)
        before = so_far


def _words(terms: Terms) -> dict[str, str | int]:
    return {"amount": str(terms.amount), "later": terms.later_percent}


def _hours(terms: Terms, case: Case) -> Iterator[Step]:
    """The base of pay by the hour: time in accepted logs, each minute once, times the rate."""
    counted = [each for each in case.hours if each.accepted and not each.paid_elsewhere]
    minutes, listed = merged_minutes(counted), sum(each.minutes for each in case.hours)
    if listed != minutes:
        yield Step("minutes", {"listed": listed, "minutes": minutes}, ZERO)
    paid = cents(Fraction(terms.amount) * minutes / MINUTES)
    yield Step("hours", {"minutes": minutes, "rate": str(terms.amount)}, paid)


def _log_share(logs: Sequence[OwedLog], base: Decimal) -> Iterator[Step]:
    """Each log carries an equal part; without any log to hand in the base stays whole."""
    accepted = sum(each.state == ACCEPTED for each in logs)
    if accepted < len(logs):
        share = cents(Fraction(base) * accepted / len(logs))
        yield Step("logs", {"accepted": accepted, "logs": len(logs), "base": str(base)}, share)


def _problems(terms: Terms, case: Case) -> Iterator[Problem]:
    """Logs that are not accepted, and time that another payment has paid: that is left out, or holds a whole amount."""
    taken = sum(each.minutes for each in case.hours if each.paid_elsewhere)
    if taken:
        yield Problem("paid_elsewhere", {"minutes": taken}, holds=terms.formula != "per_hour")
    for each in sorted(case.logs, key=lambda log: (log.period, log.name)) if terms.needs_logs else ():
        if each.state != ACCEPTED:
            facts = {"log": each.title, "period": each.period}
            yield Problem(f"log_{each.state}", facts, holds=not terms.log_share)


def _behind(case: Case) -> tuple[Hours, ...]:
    return tuple(each for each in case.hours if each.accepted and not each.paid_elsewhere)
