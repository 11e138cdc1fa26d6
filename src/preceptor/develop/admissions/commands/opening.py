"""What every change of one's own application begins with: whose it is, its state, whether the call is open."""

from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Application
from preceptor.develop.admissions.queries.own import unknown_application, whole_applications
from preceptor.develop.admissions.queries.words import to_the_second
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.accounts.public import from_outside
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import Refusal

OPEN_STATES = (Application.State.DRAFT, Application.State.REOPENED)


class CallClosed(Refusal):
    """The call takes nothing at this moment."""


class NotBeingChanged(Refusal):
    """The application is not in a state in which it can be changed."""


def name_of(application_id: int) -> str:
    """How an application is named in the audit trail, in letters, files and signatures."""
    return f"admissions.application:{application_id}"


def own_row(application_id: int, by: Actor, *, whole: bool = False) -> Application:
    """The actor's own application, locked, `whole` with all its parts; anyone else's is not found."""
    found = None
    if by.kind == "person" and by.id is not None:
        rows = whole_applications() if whole else Application.objects
        found = rows.select_for_update().filter(pk=application_id, person_id=by.id).first()
    if found is None:
        raise unknown_application()
    return found


def require_open(now: datetime, opens: datetime, closes: datetime) -> None:
    """Refuse before the opening and after the closing second, saying when that was and when this arrived."""
    where = window(now, opens, closes)
    if where == "before":
        raise CallClosed(
            "call-not-open",
            _("This call opens on %(opens)s.") % {"opens": to_the_second(opens)},
            remedy=_("Come back then; what you need for it is described on the call's page."),
            facts={"opens": opens.isoformat()},
        )
    if where == "late":
        raise CallClosed(
            "call-closed",
            _("This call closed on %(closes)s. What you sent arrived on %(now)s, so it cannot be taken.")
            % {"closes": to_the_second(closes), "now": to_the_second(now)},
            remedy=_("What you wrote is kept. Write to the program's office if something held you up."),
            facts={"closes": closes.isoformat(), "arrived": now.isoformat()},
        )


def require_admitted(found: CycleBrief, role: str, *, by: Actor, now: datetime) -> None:
    """Refuse somebody who works elsewhere where the role takes only people of the district."""
    if found.definition.roles[role].outside_district or by.id is None or not from_outside(by.id, now):
        return
    raise CallClosed(
        "district-only",
        _("The program takes only people of the district in this role."),
        remedy=_("Your part in the program stays as it is; ask its office about other ways."),
    )


def require_being_changed(application: Application) -> None:
    """Refuse changes of an application that is submitted or withdrawn."""
    if application.state in OPEN_STATES:
        return
    told = {
        Application.State.SUBMITTED: _("This application is submitted, so it cannot be changed just like that."),
        Application.State.WITHDRAWN: _("You withdrew this application, so it cannot be changed."),
    }
    raise NotBeingChanged(
        "not-being-changed",
        told[Application.State(application.state)],
        remedy=_("Open it and take it up again; that is possible until the deadline."),
        facts={"state": application.state},
    )
