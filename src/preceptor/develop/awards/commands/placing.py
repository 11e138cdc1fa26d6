"""Places on status lists, and the lists signed anew when one of their bits changes."""

import json
from datetime import datetime

from preceptor.develop.awards.commands.keys import signing_key
from preceptor.develop.awards.models import Certificate, StatusList
from preceptor.develop.awards.queries.site import issuer_did, list_address
from preceptor.develop.awards.rules.proof import sign
from preceptor.develop.awards.rules.status import LENGTH, list_document

# An odd step visits every place of a list once, and neighbours in time are no neighbours on the list.
STEP, START = 48_271, 7_919


def take_place(*, now: datetime) -> tuple[int, int]:
    """A free place: the list's number and the place on it; inside the caller's transaction, which locks the list."""
    return take_places(1, now=now)[0]


def take_places(number: int, *, now: datetime) -> list[tuple[int, int]]:
    """So many free places; a list that is full is followed by a new one."""
    found: list[tuple[int, int]] = []
    while len(found) < number:
        row = StatusList.objects.select_for_update().filter(taken__lt=LENGTH).order_by("pk").first()
        if row is None:
            row = StatusList.objects.create()
            sign_list(row, now=now)
        part = min(number - len(found), LENGTH - row.taken)
        found += [(row.pk, (START + each * STEP) % LENGTH) for each in range(row.taken, row.taken + part)]
        row.taken += part
        row.save(update_fields=["taken"])
    return found


def sign_list(row: StatusList, *, now: datetime) -> None:
    """Sign a list as it stands now; inside the transaction that changed it."""
    places = Certificate.objects.filter(status_list=row).exclude(revoked_at=None).values_list("place", flat=True)
    document = list_document(list_address(row.pk), issuer_did(), {place for place in places if place is not None}, now)
    row.text = json.dumps(sign(document, signing_key(now=now), now), ensure_ascii=False)
    row.signed_at = now
    row.save(update_fields=["text", "signed_at"])
