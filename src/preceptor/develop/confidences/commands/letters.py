"""Letters of confidences; none of them ever holds a word of what is sealed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from preceptor.develop.confidences.models import Disclosure, Portfolio, ReflectionRelease, Release
from preceptor.develop.pairing.public import PairSpan
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


def _to(person: PersonBrief) -> Recipient:
    return Recipient(name=person.name, email=person.email, language=person.language, person_id=person.id)


def _to_both(letter: str, pair: PairSpan, key: str, said: Mapping[str, Any], *, now: datetime) -> None:
    """The same letter to both of a pair, each naming the other."""
    who = people({pair.mentor_id, pair.mentee_id})
    path = reverse("confidences:pair-notes", args=[pair.id])
    letters = [
        Addressed(
            to=_to(who[reader]),
            key=f"{key}:{reader}",
            context={**said, "partner": who[partner], "path": path},
            about=f"pairing.pair:{pair.id}",
        )
        for reader, partner in ((pair.mentor_id, pair.mentee_id), (pair.mentee_id, pair.mentor_id))
    ]
    send_many(letter=letter, letters=letters, now=now)


def tell_destruction(brief: CycleBrief, pair: PairSpan, day: date, *, now: datetime) -> None:
    """Tell both of a pair on which day their notes are destroyed."""
    said = {"program": brief.title, "day": day}
    _to_both("confidences.destruction", pair, f"confidences.pair:{pair.id}:destroyed:{day}", said, now=now)


def tell_disclosure(brief: CycleBrief, pair: PairSpan, row: Disclosure, *, now: datetime) -> None:
    """Tell both of a pair that the law demanded notes of theirs, which ones, and why they hear of it only now."""
    officers = people({row.proposed_by_id, row.decided_by_id or 0})
    said = {
        "program": brief.title,
        "ground": row.get_ground_display(),
        "reference": row.reference,
        "first": row.first,
        "last": row.last,
        "officers": [officers[number].name for number in (row.proposed_by_id, row.decided_by_id or 0)],
        "silent_until": row.silent_until,
    }
    _to_both("confidences.disclosure", pair, f"confidences.disclosure:{row.pk}", said, now=now)


def tell_release(pair: PairSpan, row: Release, *, now: datetime) -> None:
    """Tell the named person that there is something to read, and the mentor that the mentee released it."""
    who = people({pair.mentor_id, pair.mentee_id, row.to_id})
    said = {"mentee": who[pair.mentee_id], "reader": who[row.to_id]}
    about = f"confidences.release:{row.pk}"
    to_reader = {**said, "path": reverse("confidences:released-note", args=[row.pk])}
    to_mentor = {**said, "path": reverse("confidences:note-detail", args=[row.note_id])}
    letters: Collection[tuple[str, int, dict[str, Any]]] = [
        ("confidences.released", row.to_id, to_reader),
        ("confidences.released_mentor", pair.mentor_id, to_mentor),
    ]
    for letter, person_id, context in letters:
        addressed = Addressed(to=_to(who[person_id]), key=f"{about}:{person_id}", context=context, about=about)
        send_many(letter=letter, letters=[addressed], now=now)


def tell_conflict(brief: CycleBrief, pair: PairSpan, conflict_id: object, teller: int, *, now: datetime) -> None:
    """Tell the other of a pair that there is a conflict to talk about; what it is stays under seal."""
    other = pair.mentor_id if teller == pair.mentee_id else pair.mentee_id
    who = people({pair.mentor_id, pair.mentee_id})
    said = {
        "program": brief.title,
        "partner": who[teller],
        "path": reverse("confidences:conflict-list", args=[pair.id]),
    }
    about = f"confidences.pairconflict:{conflict_id}"
    addressed = Addressed(to=_to(who[other]), key=f"{about}:{other}:{now.isoformat()}", context=said, about=about)
    send_many(letter="confidences.conflict", letters=[addressed], now=now)


def tell_reflection_released(owner: str, row: ReflectionRelease, *, now: datetime) -> None:
    """Tell the named person that there is something to read."""
    about, said = f"confidences.reflectionrelease:{row.pk}", {"owner": owner}
    said["path"] = reverse("confidences:released-reflection", args=[row.pk])
    to = _to(people({row.to_id})[row.to_id])
    send_many(letter="confidences.reflection_released", letters=[Addressed(to, about, said, about)], now=now)


def tell_portfolio_ends(brief: CycleBrief, row: Portfolio, *, now: datetime) -> None:
    """Tell the owner of a portfolio on which day it is destroyed."""
    about = f"confidences.portfolio:{row.pk}"
    said = {"program": brief.title, "day": row.told_day, "path": reverse("confidences:portfolio", args=[brief.id])}
    letter = Addressed(_to(people({row.owner_id})[row.owner_id]), f"{about}:{row.told_day}", said, about)
    send_many(letter="confidences.portfolio_ends", letters=[letter], now=now)
