"""Letters of sessions: a place for who waited, a group called off, sessions that moved, an invitation."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from preceptor.develop.programs.public import cycle
from preceptor.develop.sessions.models import CohortGroup, GroupSession, Invitation
from preceptor.foundation.district.public import people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


def tell_place(group: CohortGroup, person_id: int, *, now: datetime) -> None:
    """Tell who waited longest that a place is theirs."""
    _tell("cohorts.place_free", group, [person_id], f"place:{person_id}:{now.isoformat()}", {}, now)


def tell_group_off(group: CohortGroup, *, now: datetime) -> None:
    """Tell everybody on the roster that the group does not take place."""
    _tell("cohorts.group_off", group, _roster(group), "off", {}, now)


def tell_sessions_changed(group: CohortGroup, sessions: Iterable[GroupSession], *, now: datetime) -> None:
    """Tell everybody on the roster how sessions take place now; one letter for all that changed together."""
    changed = list(sessions)
    said = {
        "sessions": [
            {
                "title": each.title,
                "starts": each.starts,
                "place": each.place,
                "link": each.link,
                "off": each.state == GroupSession.State.CANCELLED,
            }
            for each in changed
        ]
    }
    key = f"changed:{'-'.join(f'{each.pk}.{each.sequence}' for each in changed[:3])}:{len(changed)}"
    _tell("cohorts.sessions_changed", group, _roster(group), key, said, now)


def tell_invited(invitation: Invitation, link: str, *, expires: datetime, now: datetime) -> None:
    """Write to somebody from outside with the link that lets them accept."""
    brief = cycle(invitation.group.cycle_id)
    name = f"{invitation.given_name} {invitation.family_name}".strip()
    said = {
        "program": brief.title,
        "issuer": brief.definition.issuer,
        "group": invitation.group.title,
        "office": brief.definition.contact.office,
        "link": link,
        "expires": expires,
    }
    about = f"cohorts.invitation:{invitation.pk}"
    letters = [Addressed(Recipient(name, invitation.email), f"{about}:{now.isoformat()}", said, about)]
    send_many(letter="cohorts.invited", letters=letters, now=now)


def _roster(group: CohortGroup) -> list[int]:
    return list(group.members.filter(left=None).values_list("person_id", flat=True))


def _tell(
    letter: str, group: CohortGroup, person_ids: Iterable[int], key: str, said: Mapping[str, object], now: datetime
) -> None:
    brief, about = cycle(group.cycle_id), f"cohorts.group:{group.pk}"
    frame = {"program": brief.title, "group": group.title, "office": brief.definition.contact.office}
    context = {**frame, **said, "path": reverse("cohorts:my-sessions")}
    letters = [
        Addressed(
            Recipient(name=each.name, email=each.email, language=each.language, person_id=each.id),
            f"{about}:{key}:{each.id}",
            context,
            about,
        )
        for each in people(list(person_ids)).values()
    ]
    send_many(letter=letter, letters=letters, now=now)
