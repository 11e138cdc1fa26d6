"""Words and shapes for people: ways of meeting, how duties and logs stand, amounts."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.activities.models import Activity, MonthlyLog
from preceptor.develop.activities.queries.stream import Row
from preceptor.develop.activities.rules.periods import Period
from preceptor.develop.activities.rules.values import Status
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.foundation.look.public import minutes as minutes_words

Badge = tuple[str, str]


def mode_word(mode: str) -> str:
    """How an activity takes place."""
    return {
        "in_person": _("in person"),
        "video": _("by video"),
        "phone": _("by telephone"),
        "electronic": _("in writing"),
    }[mode]


def status_badge(status: Status) -> Badge:
    """Shape and word of a duty's status."""
    return {
        Status.OPEN: ("now", _("Still open")),
        Status.MET: ("done", _("Met")),
        Status.SHORT: ("late", _("Short")),
        Status.LATE: ("done", _("Met late")),
        Status.EXEMPT: ("draft", _("Not owed")),
        Status.OVER: ("stopped", _("Too much")),
    }[status]


def log_badge(state: str, late: bool) -> Badge:
    """Shape and word of a log's state; late is said where it is still out."""
    if state == MonthlyLog.State.OPEN:
        return ("late", _("Late")) if late else ("now", _("Not handed in"))
    return {
        MonthlyLog.State.SUBMITTED: ("waiting", _("Handed in")),
        MonthlyLog.State.RETURNED: ("late", _("Returned with a question")),
        MonthlyLog.State.ACCEPTED: ("done", _("Accepted")),
    }[MonthlyLog.State(state)]


def row_badge(row: Row, silent: bool) -> Badge:
    """Shape and word of an entry."""
    if row.state == Activity.State.BOOKED:
        return "now", _("Booked")
    if row.disputed:
        return "stopped", _("Disputed")
    if row.asked:
        return ("done", _("Agreed by silence")) if silent else ("waiting", _("Waits for a word"))
    return "done", _("Confirmed") if any(each.answer == "confirmed" for each in row.parties) else _("Entered")


def amount_words(measure: str, number: int) -> str:
    """An amount in the duty's measure."""
    if measure == "hours":
        return str(minutes_words(number))
    if measure == "people":
        return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}
    if measure == "sessions":
        return ngettext("%(n)d session", "%(n)d sessions", number) % {"n": number}
    return str(number)


def sum_words(verdict: Verdict, measure: str) -> str:
    """How much was done of how much: `2 h of 3 h`."""
    done = amount_words(measure, verdict.counted)
    if verdict.at_least is not None:
        return _("%(done)s of %(owed)s") % {"done": done, "owed": amount_words(measure, verdict.at_least)}
    if verdict.at_most is not None:
        return _("%(done)s, at most %(most)s") % {"done": done, "most": amount_words(measure, verdict.at_most)}
    return done


def period_word(period: Period) -> str:
    """What a period is called: a month by its name, others by their key."""
    if period.per == "month":
        return date_format(period.first, "F Y")
    if period.per == "program":
        return _("the whole program")
    if period.per == "week":
        return _("week of %(day)s") % {"day": date_format(period.first, "M j, Y")}
    return period.key
