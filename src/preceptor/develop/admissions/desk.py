"""What admissions puts on a person's desk: an application to finish, a request to endorse, facts to settle."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.admissions.queries.duties import OfficeDuty, office_duties, review_duties
from preceptor.develop.admissions.queries.waiting import (
    OpenApplication,
    open_applications,
    open_contests,
    waiting_endorsements,
)
from preceptor.develop.admissions.queries.waivers import waivers_to_sign
from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.desk.public import DeskItem, waits

MINUTES_TO_ENDORSE = 3
MINUTES_TO_SETTLE = 5
MINUTES_TO_READ = 10


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Everything that waits for this person in admissions."""
    by = Actor("person", person_id, "")
    own = [item for part, items in OWN.items() if waits(person_id, part, now) for item in items(person_id, now)]
    return [*own, *_office(by, now)]


def _applications(person_id: int, now: datetime) -> list[DeskItem]:
    """Applications to finish, and those that wait for a supervisor."""
    items = (_application(found) for found in open_applications(person_id, now))
    return [item for item in items if item is not None]


def _application(found: OpenApplication) -> DeskItem | None:
    """One application, if it asks anything of anybody."""
    url = reverse("admissions:application-detail", args=[found.id])
    named = {"program": found.program, "role": found.role}
    if found.state in {"draft", "reopened"} and found.still_open:
        title = _("Finish your application: %(program)s (%(role)s)") % named
        left = ngettext("%(n)d part is missing", "%(n)d parts are missing", found.left) % {"n": found.left}
        detail = left if found.left else _("Everything is there: check and submit")
        return DeskItem(title, url, max(found.minutes, 2), found.closes, found.started_at, "apply", detail)
    if found.state == "submitted" and found.declined_by and found.consideration == "endorsement_missing":
        title = _("Your endorsement was declined: %(program)s") % named
        return DeskItem(title, url, 5, None, None, "apply", _("See what you can do now"))
    if found.state == "submitted" and found.consideration == "waiting_for_endorsement":
        title = _("Your supervisor has not endorsed yet: %(program)s") % named
        return DeskItem(title, url, 0, None, None, "waiting", _("Nothing to do; reminders go out by themselves"))
    return None


def _endorsements(person_id: int, now: datetime) -> list[DeskItem]:
    """Requests to this person as supervisor of record."""
    return [
        DeskItem(
            title=_("Endorse %(applicant)s") % {"applicant": one.applicant},
            url=reverse("admissions:endorsement-detail", args=[one.id]),
            minutes=MINUTES_TO_ENDORSE,
            due=one.due_at,
            waiting_since=one.asked_at,
            kind="endorse",
            detail=one.program,
        )
        for one in waiting_endorsements(person_id, now)
    ]


def _contests(person_id: int, now: datetime) -> list[DeskItem]:
    """Contested facts, for the personnel office."""
    if not may(Actor("person", person_id, ""), "district.standing", now=now):
        return []
    number, since = open_contests()
    if not number:
        return []
    title = ngettext("Settle %(n)d contested fact", "Settle %(n)d contested facts", number) % {"n": number}
    url = reverse("admissions:contest-list")
    return [DeskItem(title, url, MINUTES_TO_SETTLE * number, None, since, "settle")]


def _reviews(person_id: int, now: datetime) -> list[DeskItem]:  # noqa: ARG001  one of OWN, which take the moment
    """Applications to read, those of one program together."""
    return [
        DeskItem(
            title=ngettext("Read %(n)d application", "Read %(n)d applications", duty.number) % {"n": duty.number},
            url=reverse("admissions:review-list"),
            minutes=MINUTES_TO_READ * duty.number,
            due=duty.due,
            waiting_since=duty.since,
            kind="review",
            detail=duty.program,
        )
        for duty in review_duties(person_id)
    ]


def _waivers(person_id: int, now: datetime) -> list[DeskItem]:
    """Waivers that wait for a second signature."""
    return [
        DeskItem(
            title=_("Second signature: waiver for %(applicant)s") % {"applicant": one.applicant},
            url=reverse("admissions:waiver-detail", args=[one.id]),
            minutes=MINUTES_TO_SETTLE,
            due=None,
            waiting_since=one.proposed_at,
            kind="waiver",
            detail=one.program,
        )
        for one in waivers_to_sign(Actor("person", person_id, ""), now)
    ]


OWN = {
    "admissions.applications": _applications,
    "admissions.endorsements": _endorsements,
    "admissions.reviews": _reviews,
    "admissions.contests": _contests,
    "admissions.waivers": _waivers,
}
"""What a person does in admissions, by the traces that lead there."""


def _office(by: Actor, now: datetime) -> list[DeskItem]:
    """What a coordinator does next in each role whose call is over."""
    return [item for duty in office_duties(by, now) for item in _duty(duty)]


def _duty(duty: OfficeDuty) -> list[DeskItem]:
    """Readers to assign, applications to decide on, letters to send."""
    where, items = [duty.cycle_id, duty.role], []
    if duty.lacking:
        title = ngettext("Assign readers to %(n)d application", "Assign readers to %(n)d applications", duty.lacking)
        url = reverse("admissions:reviewer-assign", args=where)
        items.append(DeskItem(title % {"n": duty.lacking}, url, 5, duty.due, None, "decide", duty.program))
    if duty.undecided:
        title = ngettext("Decide on %(n)d application", "Decide on %(n)d applications", duty.undecided)
        url, minutes = reverse("admissions:decision-board", args=where), min(60, 5 + duty.undecided)
        items.append(DeskItem(title % {"n": duty.undecided}, url, minutes, duty.due, None, "decide", duty.program))
    elif duty.untold:
        title = ngettext("Send %(n)d decision letter", "Send %(n)d decision letters", duty.untold)
        url = reverse("admissions:letter-send", args=where)
        items.append(DeskItem(title % {"n": duty.untold}, url, 3, duty.due, None, "decide", duty.program))
    return items
