"""Studies: begin one on frozen records, keep what was estimated."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from preceptor.develop.impact.models import ImpactStudy
from preceptor.develop.impact.plans.estimating import estimate
from preceptor.develop.impact.queries import records
from preceptor.develop.impact.queries.studies import ESTIMATE, study_row
from preceptor.develop.impact.rules.tables import growth_table, retention_table
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import today
from preceptor.foundation.jobs.public import enqueue
from preceptor.foundation.look.public import Refusal
from preceptor.languages.worded import kept, worded

JOB = "impact.estimate"


class StudyRefused(Refusal):
    """This cannot be asked."""


@transaction.atomic
def start_study(*, kind: str, figure: str, by: Actor, now: datetime) -> int:
    """Freeze the records of a question and queue its estimate; gives the number of the study.

    The same records give the same answer, so nothing new is made when they have not changed since the last version.
    """
    require(by, ESTIMATE, now=now)
    if kind not in ImpactStudy.Kind.values or (kind == ImpactStudy.Kind.GROWTH and figure not in records.figures()):
        raise StudyRefused(
            "no-question", _("There is no such question."), remedy=_("Choose one of the figures on record.")
        )
    figure = figure if kind == ImpactStudy.Kind.GROWTH else ""
    table = _frozen(kind, figure, now)
    sha256 = hashlib.sha256(table.encode()).hexdigest()
    earlier = ImpactStudy.objects.select_for_update().filter(kind=kind, figure=figure)
    same = earlier.filter(inputs_sha256=sha256).exclude(state=ImpactStudy.State.INVALID).order_by("-number").first()
    if same is not None:
        return same.pk
    number = (earlier.aggregate(top=Max("number"))["top"] or 0) + 1
    study = ImpactStudy.objects.create(
        kind=kind,
        figure=figure,
        number=number,
        table=table,
        inputs_sha256=sha256,
        made_by_id=by.id if by.kind == "person" else None,
        made_at=now,
    )
    enqueue(JOB, key=str(study.pk), payload={"study": study.pk}, now=now)
    facts = {"kind": kind, "figure": figure, "number": number, "inputs": sha256}
    record(by=by, action="impact.start-study", about=f"impact.study:{study.pk}", facts=facts, now=now)
    return study.pk


def _frozen(kind: str, figure: str, now: datetime) -> str:
    """The table of a question, as the records stand."""
    day = today(now)
    held, coached, schools = records.held(day), records.coached(), records.schools()
    if kind == ImpactStudy.Kind.RETENTION:
        return retention_table(held, coached, schools, day)
    return growth_table(records.growth(figure), held, coached, schools)


def compute_study(*, study_id: int, now: datetime) -> None:
    """Estimate a study and keep the answer at once, for installations that are being filled."""
    row = study_row(study_id)
    state, result = estimate(row.table, share=row.kind == ImpactStudy.Kind.RETENTION)
    keep_answer(study_id=study_id, state=state, result=result, now=now)


@transaction.atomic
def keep_answer(*, study_id: int, state: str, result: dict[str, Any], now: datetime) -> None:
    """Keep what was estimated; an answer that is there stays."""
    waiting = ImpactStudy.objects.filter(pk=study_id, state=ImpactStudy.State.WAITING)
    waiting.update(state=state, result=result, computed_at=now)


def give_up(*, study_id: int, now: datetime) -> None:
    """Say that a study could not be computed, after every attempt failed."""
    why = worded("The computation broke off. Ask again; the administrator sees why in the list of background work.")
    keep_answer(study_id=study_id, state=ImpactStudy.State.INVALID, result={"told": [kept(why)]}, now=now)
