"""Who holds a certificate today, for everybody at once."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from preceptor.develop.awards.models import Certificate

_STANDS = [Certificate.State.ISSUED, Certificate.State.RECORDED]


def holders(program_keys: Collection[str], now: datetime) -> frozenset[int]:
    """People with a certificate of one of these programs that is valid at this moment; one query."""
    valid = Q(valid_until=None) | Q(valid_until__gt=now)
    rows = Certificate.objects.filter(
        valid, cycle__key__in=list(program_keys), state__in=_STANDS, revoked_at=None, person__isnull=False
    )
    return frozenset(each for each in rows.values_list("person_id", flat=True) if each is not None)
