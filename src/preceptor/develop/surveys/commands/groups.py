"""Focus groups: planned, people asked to come, held with the statements that were made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.surveys.commands.rounds import name_taken
from preceptor.develop.surveys.models import FocusGroup, FocusMember, Passage
from preceptor.develop.surveys.queries.audience import Candidate, candidates, sampled
from preceptor.develop.surveys.queries.refusals import SurveyRefused, unknown
from preceptor.develop.surveys.queries.scope import TAKE_PART, own_group, own_round
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import people, today
from preceptor.foundation.messages.public import Addressed, Recipient, send_many

State = FocusGroup.State
MOST_MEMBERS, MOST_STATEMENTS, LONGEST = 15, 200, 2000


@dataclass(frozen=True)
class Sitting:
    """What, when, how long and where."""

    title: str
    starts: datetime
    minutes: int
    place: str


def about(group_id: int) -> str:
    """What the record calls a focus group."""
    return f"surveys.group:{group_id}"


@transaction.atomic
def plan_group(*, round_id: int, sitting: Sitting, members: int, by: Actor, now: datetime) -> int:
    """Plan a focus group and ask principals drawn by lot from all levels to come; who plans it leads it."""
    own_round(round_id, by, now)
    if not 1 <= members <= MOST_MEMBERS:
        raise SurveyRefused(
            "group-size",
            _("A focus group has 1 to %(most)s members.") % {"most": MOST_MEMBERS},
            remedy=_("Plan several groups to hear more people."),
        )
    try:
        with transaction.atomic():
            group = FocusGroup.objects.create(
                round_id=round_id,
                title=sitting.title,
                starts=sitting.starts,
                minutes=sitting.minutes,
                place=sitting.place,
                leader_id=by.id or 0,
            )
    except IntegrityError:
        raise name_taken() from None
    free = _not_asked_yet(round_id, now)
    asked = [each.person_id for each in sampled(free, members, group.pk)]
    FocusMember.objects.bulk_create(FocusMember(group=group, person_id=each) for each in asked)
    _invite(group, asked, now)
    record(by=by, action="surveys.plan-group", about=about(group.pk), facts={"asked": len(asked)}, now=now)
    return group.pk


def _not_asked_yet(round_id: int, now: datetime) -> list[Candidate]:
    before = set(FocusMember.objects.filter(group__round_id=round_id).values_list("person_id", flat=True))
    return [each for each in candidates("principal", (), today(now)) if each.person_id not in before]


def _invite(group: FocusGroup, person_ids: Collection[int], now: datetime) -> None:
    said = {
        "group": group.title,
        "starts": group.starts,
        "minutes": group.minutes,
        "place": group.place,
        "path": reverse("surveys:my-listening"),
    }
    letters = [
        Addressed(
            Recipient(name=one.name, email=one.email, language=one.language, person_id=one.id),
            f"{about(group.pk)}:invitation:{one.id}",
            said,
            about(group.pk),
        )
        for one in people(person_ids).values()
    ]
    send_many(letter="surveys.group_invitation", letters=letters, now=now)


@transaction.atomic
def reply(*, group_id: int, coming: bool, by: Actor, now: datetime) -> None:
    """Say whether one comes to a focus group; until it begins, one may change one's mind."""
    require(by, TAKE_PART, now=now)
    row = FocusMember.objects.select_related("group").filter(group_id=group_id, person_id=by.id or 0).first()
    if row is None:
        raise unknown()
    if row.group.state != State.PLANNED or row.group.starts <= now:
        raise SurveyRefused(
            "group-over", _("This focus group has begun or was called off."), remedy=_("There is nothing more to do.")
        )
    row.answer = FocusMember.Answer.COMING if coming else FocusMember.Answer.NOT
    row.save(update_fields=["answer"])
    record(by=by, action="surveys.reply", about=about(group_id), facts={"coming": coming}, now=now)


@transaction.atomic
def hold_group(*, group_id: int, statements: str, by: Actor, now: datetime) -> int:
    """Keep what was said, a statement a line and no speakers; more can be added later. How many are new."""
    group = own_group(group_id, by, now)
    if group.state == State.CANCELLED or group.starts > now:
        raise SurveyRefused(
            "group-ahead",
            _("This focus group is still to come, or was called off."),
            remedy=_("Enter what was said once it has taken place."),
        )
    lines = [line.strip()[:LONGEST] for line in statements.splitlines() if line.strip()][:MOST_STATEMENTS]
    if not lines:
        raise SurveyRefused("no-statements", _("Nothing was written."), remedy=_("Write one statement on each line."))
    there = set(group.passages.values_list("text", flat=True))
    new = [line for line in dict.fromkeys(lines) if line not in there]
    Passage.objects.bulk_create(Passage(round_id=group.round_id, group=group, text=line) for line in new)
    group.state = State.HELD
    group.save(update_fields=["state"])
    record(by=by, action="surveys.hold-group", about=about(group_id), facts={"statements": len(new)}, now=now)
    return len(new)


@transaction.atomic
def cancel_group(*, group_id: int, by: Actor, now: datetime) -> None:
    """Call a focus group off, as long as nothing is kept of it."""
    group = own_group(group_id, by, now)
    if group.state == State.HELD:
        raise SurveyRefused("group-held", _("This focus group took place."), remedy=_("Leave it as it is."))
    group.state = State.CANCELLED
    group.save(update_fields=["state"])
    record(by=by, action="surveys.cancel-group", about=about(group_id), facts={}, now=now)
