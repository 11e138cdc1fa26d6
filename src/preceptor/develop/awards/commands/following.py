"""The certificate that comes after one: a correction or a renewal of the same award for the same holder."""

from datetime import datetime

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.renewing import RenewalStanding
from preceptor.develop.awards.rules.certificate import new_number
from preceptor.foundation.audit.public import Actor


def renewal_of(row: Certificate, standing: RenewalStanding, reason: str, by: Actor, now: datetime) -> Certificate:
    """The renewal of a certificate, resting on what was done for it; the old one stays as it is."""
    made = next_of(row, Certificate.Origin.RENEWAL, reason, by, now)
    made.renews = row
    made.evidence = [[need.title, need.stands] for need in standing.needs]
    return made


def next_of(row: Certificate, origin: str, reason: str, by: Actor, now: datetime) -> Certificate:
    """A new certificate of the same award for the same holder."""
    return Certificate(
        number=new_number(),
        cycle_id=row.cycle_id,
        award=row.award,
        title=row.title,
        kind=row.kind,
        person_id=row.person_id,
        holder_name=row.holder_name,
        holder_email=row.holder_email,
        origin=origin,
        reason=reason,
        evidence=row.evidence,
        hours=row.hours,
        credits=row.credits,
        proposed_by_id=by.id,
        proposed_at=now,
    )
