"""Sentences for what the rules of admissions decide."""

from collections.abc import Callable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from preceptor.develop.admissions.rules.answers import Fault, FaultCode
from preceptor.develop.admissions.rules.completeness import Consideration
from preceptor.develop.admissions.rules.eligibility import Overall, Standing
from preceptor.foundation.district.public import zone


def to_the_second(moment: datetime) -> str:
    """A moment on the district's clock, to the second and with its zone: a deadline must not be guessed at."""
    local = localtime(moment, zone())
    layout = pgettext("format of a moment to the second", "M j, Y, g:i:s a")
    return f"{date_format(local, layout)} {local.tzname()}"


def fault_sentence(fault: Fault) -> str:
    """What is wrong with an answer and what to do."""
    return _FAULTS[fault.code](fault)


_FAULTS: dict[FaultCode, Callable[[Fault], str]] = {
    "missing": lambda _fault: _("Not answered yet."),
    "too_many_words": lambda fault: (
        _("%(counted)s words; at most %(allowed)s are taken. Shorten it by %(over)s.")
        % {"counted": fault.counted, "allowed": fault.allowed, "over": _over(fault)}
    ),
    "too_many_characters": lambda fault: (
        _("%(counted)s characters; at most %(allowed)s are taken. Shorten it by %(over)s.")
        % {"counted": fault.counted, "allowed": fault.allowed, "over": _over(fault)}
    ),
    "not_a_number": lambda _fault: _("Write a number, in figures."),
    "too_small": lambda fault: _("The smallest number possible is %(allowed)s.") % {"allowed": fault.allowed},
    "too_large": lambda fault: _("The largest number possible is %(allowed)s.") % {"allowed": fault.allowed},
    "not_a_choice": lambda _fault: _("Choose one of the answers offered."),
    "not_a_date": lambda _fault: _("Choose a day, for example 2026-12-08."),
}


def _over(fault: Fault) -> int:
    """By how much an answer is too long."""
    return int((fault.counted or 0) - (fault.allowed or 0))


def standing_words(stands: Standing, judged_by: str) -> tuple[str, str]:
    """Word and shape of a rule's standing; what people judge says which people."""
    people = {"endorser": _("Your supervisor decides"), "office": _("The office decides")}
    if judged_by == "endorser" and stands in ("met", "not_met"):
        given = (_("Your supervisor endorsed you"), "done")
        return given if stands == "met" else (_("Your supervisor declined"), "stopped")
    return {
        "met": (_("Met"), "done"),
        "not_met": (_("Not met"), "stopped"),
        "unknown": (_("Not known"), "draft"),
        "for_people": (people.get(judged_by, _("Reviewers judge this")), "now"),
        "contested": (_("Contested"), "waiting"),
        "corrected": (_("Met after correction"), "done"),
        "waived": (_("Waived"), "done"),
    }[stands]


def overall_sentence(found: Overall) -> str:
    """What the rules mean for the applicant."""
    return {
        "eligible": _("Nothing in the records stands in your way."),
        "open": _("Something in the records is still open. You can apply; it will be settled before the decision."),
        "not_eligible": _(
            "By the records, one rule is not met. You can contest a fact that is wrong. "
            "Unless the record is corrected, an application will not be considered."
        ),
    }[found]


def consideration_sentence(found: Consideration) -> str:
    """Whether an application is considered, told to the applicant."""
    return {
        "considered": _("Your application is complete and in time: it will be considered."),
        "withdrawn": _("You withdrew this application. It will not be considered."),
        "not_submitted": _("This application is not submitted. What is not submitted is not considered."),
        "late": _("This application arrived after the deadline, so it cannot be considered."),
        "incomplete": _("This application was incomplete at the deadline, so it cannot be considered."),
        "endorsement_missing": _("The endorsement did not come in time, so this application cannot be considered."),
        "waiting_for_endorsement": _(
            "Your part is done. The application will be considered once the endorsement is there; it is still in time."
        ),
    }[found]


def time_left(seconds: int) -> str:
    """How long is left until a deadline, in words."""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    if days > 1:
        return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    if days or hours:
        total = days * 24 + hours
        return ngettext("%(n)d hour left", "%(n)d hours left", total) % {"n": total}
    minutes = rest // 60
    if minutes:
        return ngettext("%(n)d minute left", "%(n)d minutes left", minutes) % {"n": minutes}
    return ngettext("%(n)d second left", "%(n)d seconds left", seconds) % {"n": seconds}
