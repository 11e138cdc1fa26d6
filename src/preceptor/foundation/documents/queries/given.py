"""Who has signed which texts, for questions about many people and texts at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import FilteredRelation, Q

from preceptor.foundation.documents.models import TextVersion as TextRow


@dataclass(frozen=True)
class GivenSignature:
    """A person's signature: about what, which version, when."""

    person_id: int
    about: str
    number: int
    signed_at: datetime


@dataclass(frozen=True)
class SignedText:
    """A published text: the number of its newest version, and the signatures asked for."""

    newest: int
    given: tuple[GivenSignature, ...] = field(default=())


def signed_texts(codes: Collection[str], person_ids: Collection[int]) -> Mapping[str, SignedText]:
    """Each published text of these codes with these people's signatures, in one query; others are left out."""
    if not codes:
        return {}
    theirs = Q(signatures__signer_kind="person", signatures__signer_id__in=person_ids)
    rows = TextRow.objects.filter(code__in=codes).annotate(found=FilteredRelation("signatures", condition=theirs))
    columns = ("code", "number", "found__signer_id", "found__about", "found__signed_at")
    newest: dict[str, int] = {}
    given: defaultdict[str, list[GivenSignature]] = defaultdict(list)
    for code, number, signer_id, about, signed_at in rows.values_list(*columns):
        newest[code] = max(number, newest.get(code, 0))
        if signer_id is not None:
            given[code].append(GivenSignature(signer_id, about, number, signed_at))
    return {code: SignedText(number, tuple(given[code])) for code, number in newest.items()}
