"""People from outside the district: invited to a group by a letter, and entered once they accept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.programs.public import Cohort, cycle
from preceptor.develop.sessions.commands.access import office_group
from preceptor.develop.sessions.commands.letters import tell_invited
from preceptor.develop.sessions.commands.roster import join, lead
from preceptor.develop.sessions.models import CohortGroup, Invitation
from preceptor.develop.sessions.queries.inviting import ABOUT, PURPOSE, id_from
from preceptor.develop.sessions.queries.refusals import SessionRefused, unknown
from preceptor.foundation.accounts.public import (
    check_password,
    make_link,
    open_invited_account,
    open_link,
    revoke_links,
    use_link,
)
from preceptor.foundation.audit.public import Actor, record, require, together
from preceptor.foundation.district.public import add_outsider, people_by_email

ACCEPT = "cohorts.accept"
LASTS = timedelta(days=30)
MOST_AT_ONCE = 200
# Two colleagues who invite somebody within this time mean one invitation; later, a new letter was asked for.
AT_ONCE = timedelta(minutes=2)


class Invited(NamedTuple):
    """How many letters went out, how many people were known already, and whom a colleague has just invited."""

    letters: int
    known: int
    just_invited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Invitee:
    """Somebody to invite, as typed."""

    given_name: str
    family_name: str
    email: str


@dataclass(frozen=True)
class Accepting:
    """What somebody who accepts tells of themselves."""

    given_name: str
    family_name: str
    language: str
    password: str


@transaction.atomic
@together()
def invite(*, group_id: int, people: Sequence[Invitee], role: str = "", by: Actor, now: datetime) -> Invited:
    """Invite people to a group, to learn or, in a role, to lead; the group is locked, so two who invite take turns."""
    group, kind = office_group(group_id, by, now)
    _check_open_to_outside(group, role or kind.members)
    if not people or len(people) > MOST_AT_ONCE:
        raise SessionRefused(
            "nobody-named",
            _("Nobody is named, or more than %(most)s at once.") % {"most": MOST_AT_ONCE},
            remedy=_("Write one person on each line: given name, family name, e-mail address."),
        )
    addressed = {each.email.strip().lower(): each for each in people}
    for address in addressed:
        _check_address(address)
    here = people_by_email(list(addressed))
    for person_id in here.values():
        _put(group, kind, person_id, role, by, now)
    just = _just_invited(group, addressed, role, now)
    for address, each in addressed.items():
        if address not in here and address not in just:
            _write(group, each, address, role, by, now)
    return Invited(len(addressed) - len(here) - len(just), len(here), tuple(sorted(just)))


def _just_invited(group: CohortGroup, addresses: Iterable[str], role: str, now: datetime) -> set[str]:
    """Whom somebody invited to the same a moment ago: their letter stands, and its link is not replaced."""
    rows = Invitation.objects.filter(group=group, role=role, accepted_at=None, withdrawn_at=None)
    fresh = rows.filter(email__in=list(addresses), invited_at__gt=now - AT_ONCE, invited_at__lte=now + AT_ONCE)
    return set(fresh.values_list("email", flat=True))


def _put(group: CohortGroup, kind: Cohort, person_id: int, role: str, by: Actor, now: datetime) -> None:
    if role:
        lead(group, person_id, role, by=by, now=now)
    else:
        join(group, kind, person_id, by=by, now=now)


def _check_open_to_outside(group: CohortGroup, role: str) -> None:
    wanted = cycle(group.cycle_id).definition.roles.get(role)
    if wanted is None or not wanted.outside_district:
        raise SessionRefused(
            "district-only",
            _("The program takes only people of the district in this role."),
            remedy=_("Put them on the roster by their e-mail address, once the personnel office has entered them."),
        )


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise SessionRefused(
            "address-unfit",
            _("“%(address)s” is no e-mail address.") % {"address": address[:120]},
            remedy=_("Mend the line; nobody was invited."),
        ) from None


def _write(group: CohortGroup, each: Invitee, address: str, role: str, by: Actor, now: datetime) -> None:
    """A letter with a new link; an earlier one to the same address stops working."""
    row, _new = Invitation.objects.update_or_create(
        group=group,
        email=address,
        defaults={
            "given_name": each.given_name.strip()[:80],
            "family_name": each.family_name.strip()[:80],
            "role": role,
            "invited_by_id": by.id,
            "invited_at": now,
            "withdrawn_at": None,
        },
    )
    name = f"{row.given_name} {row.family_name}".strip() or address
    expires = now + LASTS
    link = make_link(purpose=PURPOSE, about=ABOUT % row.pk, email=address, name=name, expires=expires, now=now)
    tell_invited(row, link, expires=expires, now=now)
    record(by=by, action="cohorts.invite", about=ABOUT % row.pk, facts={"group": group.pk, "role": role}, now=now)


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, by: Actor, now: datetime) -> int:
    """Take an invitation back that was not accepted; its link stops working. Gives the group."""
    row = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if row is None:
        raise unknown()
    office_group(row.group_id, by, now)
    if row.accepted_at is None and row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        revoke_links(ABOUT % row.pk, PURPOSE, now=now)
        record(by=by, action="cohorts.withdraw-invitation", about=ABOUT % row.pk, facts={}, now=now)
    return row.group_id


@transaction.atomic
def accept_invitation(*, token: str, said: Accepting, now: datetime) -> None:
    """Accept by the letter's link, which is used up: the person, the account and the place come into being together.

    Looking at the link changes nothing, and the pressing of the button needs a password of the person's own; a scanner
    that opens every address can do neither.
    """
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(pk=id_from(open_link(token, PURPOSE, now).about))
        .first()
    )
    if row is None:
        raise unknown()
    if not said.given_name.strip() or not said.family_name.strip():
        raise SessionRefused("no-name", _("Your name is missing."), remedy=_("Give both parts of it."), status=422)
    check_password(said.password, row.email)
    by = use_link(token, PURPOSE, now).actor
    require(by, ACCEPT, now=now)
    person_id = add_outsider(
        given_name=said.given_name,
        family_name=said.family_name,
        email=row.email,
        language=said.language,
        by=by,
        now=now,
    )
    open_invited_account(person_id=person_id, password=said.password, by=by, now=now)
    row.person_id, row.accepted_at = person_id, now
    row.save(update_fields=["person", "accepted_at"])
    group = CohortGroup.objects.select_for_update(of=("self",)).get(pk=row.group_id)
    kind = cycle(group.cycle_id).definition.cohorts[group.cohort]
    _put(group, kind, person_id, row.role, by, now)
    record(by=by, action="cohorts.accept-invitation", about=ABOUT % row.pk, facts={"person": person_id}, now=now)
