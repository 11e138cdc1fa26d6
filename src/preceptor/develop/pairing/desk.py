"""What pairing puts on a desk and into the navigation."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.pairing.queries.coordinating import Coordinated, coordinated
from preceptor.develop.pairing.queries.mine import takes_part
from preceptor.develop.pairing.queries.waiting import new_partners, open_offers, waiting_wishes
from preceptor.foundation.accounts.public import grants_of
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.desk.public import DeskItem, waits
from preceptor.foundation.look.public import NavItem

WISH_MINUTES, OFFER_MINUTES, TOUCH_MINUTES, ADOPT_MINUTES, MATCH_MINUTES = 3, 3, 5, 15, 10


def desk_items(person_id: int, now: datetime) -> list[DeskItem]:
    """Wishes to state, offers to answer; for coordinators, proposals to adopt and mentees who wait."""
    by = Actor("person", person_id, "")
    concerned = any(waits(person_id, name, now) for name in ("pairing.mentees", "pairing.runs"))
    office = coordinated(by=by, now=now) if concerned else []
    return [*_own(person_id, now), *(item for each in office if (item := _office_item(each)))]


def _own(person_id: int, now: datetime) -> list[DeskItem]:
    """Offers to answer, partners to get in touch with, wishes to state."""
    wishes = [
        DeskItem(
            title=_("Say what you wish for your pairing"),
            url=reverse("pairing:wish-form", args=[each.participant_id]),
            minutes=WISH_MINUTES,
            due=None,
            waiting_since=None,
            kind="pairing",
            detail=each.program,
        )
        for each in waiting_wishes(person_id, now)
    ]
    offers = [
        DeskItem(
            title=_("Choose your mentor"),
            url=reverse("pairing:offer-detail", args=[each.key]),
            minutes=OFFER_MINUTES,
            due=each.due,
            waiting_since=None,
            kind="pairing",
        )
        for each in open_offers(person_id, now)
    ]
    partners = [
        DeskItem(
            title=_("Get in touch with %(name)s") % {"name": each.name},
            url=reverse("pairing:my-pairs"),
            minutes=TOUCH_MINUTES,
            due=None,
            waiting_since=each.adopted_at,
            kind="pairing",
            detail=each.program,
        )
        for each in new_partners(person_id, now)
    ]
    return [*offers, *partners, *wishes]


def _office_item(each: Coordinated) -> DeskItem | None:
    """What a coordinator does next about the pairs of one cycle."""
    if each.proposal_id is not None:
        url, title, minutes = (
            reverse("pairing:run-detail", args=[each.proposal_id]),
            _("Look at the proposed pairs"),
            ADOPT_MINUTES,
        )
    elif each.waiting:
        title = ngettext("%(n)d person waits for a mentor", "%(n)d people wait for a mentor", each.waiting)
        url, title, minutes = (
            reverse("pairing:pair-board", args=[each.cycle_id]),
            title % {"n": each.waiting},
            MATCH_MINUTES,
        )
    else:
        return None
    return DeskItem(
        title=title, url=url, minutes=minutes, due=None, waiting_since=None, kind="pairing", detail=each.title
    )


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """Pairs, for those who have one and for those who make them."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.id is None:
        return
    held = {action for grant in grants_of(actor.id, timezone.now()) for action, _reach in grant.role.may}
    if "pairing.coordinate" in held:
        yield NavItem(_("Pairs"), reverse("pairing:pair-cycle-list"), order=20)
    elif takes_part(actor.id):
        yield NavItem(_("My pairs"), reverse("pairing:my-pairs"), order=20)
