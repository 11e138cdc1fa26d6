"""Who signs for a principal what a designee may."""

from dataclasses import dataclass
from datetime import date, datetime

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import direct_reports, people, seats_of_people, today, units
from preceptor.relieve.compliance.models import Delegation
from preceptor.relieve.compliance.queries.missing import missing
from preceptor.relieve.compliance.queries.posts import posts_of, unit_of

Badge = tuple[str, str]


@dataclass(frozen=True)
class DesigneeLine:
    """One delegation."""

    id: int
    name: str
    school: str
    starts: date
    ends: date
    stands: str


@dataclass(frozen=True)
class DesigneeListPage:
    """Delegations at the reader's schools, and who could be named."""

    lines: tuple[DesigneeLine, ...]
    schools: tuple[tuple[int, str], ...]
    staff: tuple[tuple[int, str], ...]


def designee_list_page(*, by: Actor, now: datetime) -> DesigneeListPage:
    """For principals alone."""
    leads = posts_of(by, now).principal
    if not leads:
        raise missing()
    on = today(now)
    rows = list(Delegation.objects.filter(unit_id__in=leads).order_by("-ends", "-pk")[:50])
    who = people({each.to_id for each in rows})
    schools = units(leads)
    below = direct_reports(by.id or 0, on)
    seats = seats_of_people([each.id for each in below], on)
    here = {number: [seat for seat in held if unit_of(seat.unit_path) in leads] for number, held in seats.items()}
    return DesigneeListPage(
        lines=tuple(
            DesigneeLine(
                each.pk,
                who[each.to_id].name,
                schools[each.unit_id].name,
                each.starts,
                each.ends,
                "ended" if each.ended_at or each.ends < on else "later" if each.starts > on else "now",
            )
            for each in rows
        ),
        schools=tuple((each.id, each.name) for each in schools.values()),
        staff=tuple((each.id, f"{each.name}, {here[each.id][0].title}") for each in below if here.get(each.id)),
    )
