"""Invitations: the page behind a letter's link, and those of a group."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.programs.public import cycle
from preceptor.develop.sessions.models import Invitation
from preceptor.develop.sessions.queries.refusals import unknown
from preceptor.foundation.accounts.public import Link

PURPOSE, ABOUT = "cohorts.accept", "cohorts.invitation:%s"


@dataclass(frozen=True)
class InvitationPage:
    """What somebody who is invited reads before they accept."""

    program: str
    purpose: str
    issuer: str
    office: str
    group: str
    role: str
    given_name: str
    family_name: str
    email: str
    expires: datetime
    sessions: tuple[tuple[str, datetime], ...]


def id_from(about: str) -> int:
    """The number of an invitation from what a link is about."""
    number = about.rpartition(":")[2]
    return int(number) if number.isdigit() else 0


def invitation_page(link: Link) -> InvitationPage:
    """The invitation behind a link that is open."""
    row = Invitation.objects.select_related("group").filter(pk=id_from(link.about)).first()
    if row is None:
        raise unknown()
    brief = cycle(row.group.cycle_id)
    definition, kind = brief.definition, brief.definition.cohorts[row.group.cohort]
    sessions = row.group.sessions.filter(state="planned").order_by("starts").values_list("title", "starts")
    return InvitationPage(
        program=brief.title,
        purpose=definition.purpose,
        issuer=definition.issuer,
        office=definition.contact.office,
        group=row.group.title,
        role=definition.roles[row.role or kind.members].title,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        expires=link.expires,
        sessions=tuple(sessions),
    )
