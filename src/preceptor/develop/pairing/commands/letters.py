"""Letters of pairing: to both sides of new pairs, and to those whose pair ends or who are offered mentors."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from preceptor.develop.pairing.models import Offer, Pair
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.messages.public import Addressed, Recipient, send_many


def _to(person: PersonBrief) -> Recipient:
    return Recipient(name=person.name, email=person.email, language=person.language, person_id=person.id)


def tell_pairs(brief: CycleBrief, pairs: Sequence[Pair], *, now: datetime) -> None:
    """Write to both sides of each new pair, once."""
    who = people({each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)})
    for side, other in (("mentor", "mentee"), ("mentee", "mentor")):
        letters = [_of_pair(brief, pair, who, side, other) for pair in pairs]
        send_many(letter=f"pairing.paired_{side}", letters=letters, now=now)


def _of_pair(brief: CycleBrief, pair: Pair, who: dict[int, PersonBrief], side: str, other: str) -> Addressed:
    reader, partner = who[getattr(pair, f"{side}_id")], who[getattr(pair, f"{other}_id")]
    said = {
        "program": brief.title,
        "cycle": brief.name,
        "partner": partner,
        "contact": brief.definition.contact.office,
        "path": reverse("pairing:my-pairs"),
        "privacy": brief.definition.privacy.says if brief.definition.privacy else "",
    }
    return Addressed(
        to=_to(reader), key=f"pairing.pair:{pair.pk}:{side}", context=said, about=f"pairing.pair:{pair.pk}"
    )


def tell_end(brief: CycleBrief, pair: Pair, *, now: datetime) -> None:
    """Write to both sides that their pair has ended; the letters give no reason."""
    who = people({pair.mentor_id, pair.mentee_id})
    said = {"program": brief.title, "contact": brief.definition.contact.office, "path": reverse("pairing:my-pairs")}
    letters = [
        Addressed(
            to=_to(who[reader]),
            key=f"pairing.pair:{pair.pk}:end:{reader}",
            context={**said, "partner": who[partner]},
            about=f"pairing.pair:{pair.pk}",
        )
        for reader, partner in ((pair.mentor_id, pair.mentee_id), (pair.mentee_id, pair.mentor_id))
    ]
    send_many(letter="pairing.ended", letters=letters, now=now)


def tell_offer(brief: CycleBrief, offer: Offer, *, now: datetime) -> None:
    """Write to a mentee that mentors can be chosen from."""
    reader = people([offer.mentee_id])[offer.mentee_id]
    said = {
        "program": brief.title,
        "answer_by": offer.answer_by,
        "path": reverse("pairing:offer-detail", args=[offer.pk]),
    }
    letter = Addressed(to=_to(reader), key=f"pairing.offer:{offer.pk}", context=said, about=f"pairing.offer:{offer.pk}")
    send_many(letter="pairing.offered", letters=[letter], now=now)
