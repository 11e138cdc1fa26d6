"""The office reminds every supervisor who has not answered, at once."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from preceptor.develop.admissions.commands.reminding import remind_endorser
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.chasing import requests_to_chase
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, record, require


@transaction.atomic
def remind_all_endorsers(*, cycle_id: int, role: str, by: Actor, now: datetime) -> int:
    """Write one reminder to each supervisor who is waited for and was not reminded today; how many people."""
    found = cycle(cycle_id)
    require(by, "admissions.coordinate", where=found.unit_path, now=now)
    way_into(found, role)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for request in requests_to_chase(cycle_id, role, now):
        groups[request.email].append(request.id)
    written = sum(bool(remind_endorser(endorsement_ids=ids, now=now)) for ids in groups.values())
    if written:
        facts = {"role": role, "people": written}
        record(by=by, action="admissions.remind-all", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return written
