"""Overlaps: searched in the background, labelled by reviewers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.jobs.public import enqueue
from preceptor.relieve.compliance.commands.refusals import ProposalRefused, missing
from preceptor.relieve.compliance.models import Item, OverlapPair, OverlapRun, PairLabel
from preceptor.relieve.compliance.plans.nearest import Alike, alike
from preceptor.relieve.compliance.queries.values import all_values, in_force

JOB = "compliance.overlaps"
TOP = 200


@transaction.atomic
def search_overlaps(*, by: Actor, now: datetime) -> int:
    """Queue a search for items that ask for much the same; one at a time."""
    require(by, "compliance.manage", now=now)
    running = OverlapRun.objects.select_for_update().filter(done_at=None).first()
    if running is not None:
        return running.pk
    person_id = by.id if by.kind == "person" else None
    run = OverlapRun.objects.create(asked_by_id=person_id, asked_at=now)
    run.job_id = enqueue(JOB, key=str(run.pk), payload={"run": run.pk}, now=now, started_by=person_id)
    run.save(update_fields=["job_id"])
    return run.pk


def find_overlaps() -> tuple[int, tuple[Alike, ...]]:
    """How many items are in force, and the pairs that come nearest to each other; slow, and writes nothing."""
    values = all_values(in_force())
    return len(values), alike(values.values(), TOP)


@transaction.atomic
def keep_overlaps(*, run_id: int, items: int, pairs: tuple[Alike, ...], now: datetime) -> None:
    """Keep what a search found."""
    numbers = dict(Item.objects.values_list("code", "pk"))
    OverlapPair.objects.filter(run_id=run_id).delete()
    OverlapPair.objects.bulk_create(
        OverlapPair(
            run_id=run_id,
            rank=rank,
            a_id=numbers[pair.a],
            b_id=numbers[pair.b],
            score=pair.score,
            why=pair.why[:500],
        )
        for rank, pair in enumerate(pairs, 1)
    )
    OverlapRun.objects.filter(pk=run_id).update(done_at=now, items=items)


@transaction.atomic
def label_pair(*, pair_id: int, label: str, by: Actor, now: datetime) -> None:
    """Say of two items whether they are the same, overlap or differ; the last word stands, the record keeps all."""
    require(by, "compliance.manage", now=now)
    pair = OverlapPair.objects.filter(pk=pair_id).first()
    if pair is None:
        raise missing()
    if label not in PairLabel.Label.values:
        raise ProposalRefused(
            "label-unknown", _("This is no answer."), remedy=_("Choose same, overlapping or different."), status=422
        )
    first, second = sorted((pair.a_id, pair.b_id))
    said = {"label": label, "by_id": by.id if by.kind == "person" else None, "at": now}
    row, _new = PairLabel.objects.update_or_create(a_id=first, b_id=second, defaults=said)
    facts = {"a": first, "b": second, "label": label}
    record(by=by, action="compliance.label", about=f"compliance.pair:{row.pk}", facts=facts, now=now)
