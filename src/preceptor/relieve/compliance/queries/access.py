"""Who besides the signer sees files and signatures of compliance."""

from datetime import datetime

from preceptor.foundation.audit.public import Actor, may
from preceptor.foundation.district.public import units
from preceptor.relieve.compliance.models import Certified, Obligation
from preceptor.relieve.compliance.queries.posts import posts_of


def may_see_evidence(by: Actor, about: str, now: datetime) -> bool:
    """Files of an obligation: the school's principal and designee, the owning office, the compliance office."""
    number = about.rpartition(":")[2]
    rows = Obligation.objects.filter(pk=int(number)) if number.isdecimal() else Obligation.objects.none()
    found = rows.values_list("unit_id", "cycle_item__item__owner_id").first()
    if found is None:
        return False
    return found[0] in posts_of(by, now).units or _watches(by, found[1], now)


def may_see_signature(by: Actor, about: str, now: datetime) -> bool:
    """Signatures of a certification: the schools' principals, the owning office, the compliance office."""
    number = about.rpartition(":")[2]
    rows = Certified.objects.filter(certification_id=int(number)) if number.isdecimal() else Certified.objects.none()
    found = list(rows.values_list("obligation__unit_id", "obligation__cycle_item__item__owner_id"))
    if not found:
        return False
    return {unit_id for unit_id, _owner in found} <= posts_of(by, now).principal or _watches(by, found[0][1], now)


def _watches(by: Actor, owner_id: int, now: datetime) -> bool:
    if may(by, "compliance.manage", now=now):
        return True
    return may(by, "compliance.own", where=units([owner_id])[owner_id].path, now=now)
