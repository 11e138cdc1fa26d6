"""One application with everything that hangs on it, loaded for the person it belongs to."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Application, Endorsement, RuleCheck, Waiver
from preceptor.develop.admissions.queries.asked import text_code, wanted, way_into, window_of
from preceptor.develop.admissions.queries.eligibility import Eligibility, eligibility, judged_before
from preceptor.develop.admissions.rules.completeness import (
    Consideration,
    EndorsementState,
    Given,
    Handed,
    Lack,
    consideration,
    lacks,
    may_be_submitted,
)
from preceptor.develop.admissions.rules.snapshots import fingerprint
from preceptor.develop.programs.public import Admission, CycleBrief
from preceptor.foundation.documents.public import UnknownText, current_text
from preceptor.foundation.look.public import Refusal

_WAIVED = Waiver.objects.filter(application=OuterRef("application"), rule=OuterRef("rule"), state=Waiver.State.SIGNED)
PARTS = (
    "documents",
    "texts",
    "endorsements",
    "contests",
    Prefetch("checks", RuleCheck.objects.annotate(waived=Exists(_WAIVED))),
)


class UnknownApplication(Refusal):
    """No application of this number belongs to the person who asks."""

    status = 404


def unknown_application() -> UnknownApplication:
    """The refusal for an application that is not there, or not for this reader: both look the same."""
    return UnknownApplication(
        "unknown-application",
        _("There is no application of this number that you can open."),
        remedy=_("Your own applications are on your desk and in the list of calls."),
    )


def whole_applications() -> QuerySet[Application]:
    """Applications with all their parts, in a constant number of queries."""
    return Application.objects.prefetch_related(*PARTS)


def applications_of(person_id: int | None) -> QuerySet[Application]:
    """The person's applications; a technical account is nobody and has none."""
    return Application.objects.none() if person_id is None else Application.objects.filter(person_id=person_id)


def own_application(application_id: int, person_id: int | None) -> Application:
    """An application of this person; anyone else's is not found."""
    found = applications_of(person_id).filter(pk=application_id).prefetch_related(*PARTS).first()
    if found is None:
        raise unknown_application()
    return found


def current_endorsement(application: Application, name: str) -> Endorsement | None:
    """The request in force, if the supervisor has been asked."""
    rows = [
        row for row in application.endorsements.all() if row.name == name and row.state != Endorsement.State.REPLACED
    ]
    return rows[0] if rows else None


def endorsement_state(application: Application, name: str) -> EndorsementState:
    """Whether the endorsement was asked for, given or declined."""
    row = current_endorsement(application, name)
    states: Mapping[str, EndorsementState] = {"asked": "asked", "endorsed": "endorsed", "declined": "declined"}
    return states[row.state] if row else "not_asked"


def text_hashes(cycle: CycleBrief, role: str) -> dict[str, str]:
    """The hash of the wording in force of every text that an application signs; a text never published is left out."""
    found = {}
    for name in cycle.definition.admission[role].texts:
        try:
            found[name] = current_text(text_code(cycle, name)).sha256
        except UnknownText:
            continue
    return found


def given(application: Application, cycle: CycleBrief, hashes: Mapping[str, str] | None = None) -> Given:
    """What the applicant has given; with `hashes`, a text counts only when signed in that very wording."""
    way = way_into(cycle, application.role)
    return Given(
        answers=application.answers,
        documents=frozenset(document.requirement for document in application.documents.all()),
        texts=frozenset(
            row.text for row in application.texts.all() if hashes is None or hashes.get(row.text) == row.text_sha256
        ),
        endorsements={name: endorsement_state(application, name) for name in way.endorsements},
    )


def lacks_of(application: Application, cycle: CycleBrief) -> list[Lack]:
    """What is still missing; a text whose wording has changed since is missing."""
    hashes = text_hashes(cycle, application.role)
    return lacks(wanted(cycle.definition, application.role), given(application, cycle, hashes))


def quick_lacks(application: Application, cycle: CycleBrief) -> list[Lack]:
    """What is missing as far as the application alone tells, without reading the texts: for lists and the desk."""
    return lacks(wanted(cycle.definition, application.role), given(application, cycle))


def mark_of(application: Application) -> str:
    """A mark of all that the applicant can change: what is submitted must be what was on the screen."""
    return fingerprint(
        {
            "answers": application.answers,
            "documents": sorted([paper.requirement, paper.sha256] for paper in application.documents.all()),
            "texts": sorted([signed.text, signed.text_sha256] for signed in application.texts.all()),
        }
    )


def latest_submission(application: Application) -> int | None:
    """The number of the submission that counts."""
    return application.submissions.order_by("-number").values_list("number", flat=True).first()


def rules_of(application: Application, way: Admission) -> Eligibility:
    """How each rule stands by the latest judgement, with its facts: for the applicant's eyes."""
    checks = list(application.checks.all())
    waived = [check.rule for check in checks if getattr(check, "waived", False)]
    return eligibility(
        way, judged_before(checks), application.contests.all(), waived, endorsement_states(application, way)
    )


def endorsement_states(application: Application, way: Admission) -> dict[str, str]:
    """Where each endorsement of the way in stands; an optional one that nobody was asked for is left out."""
    states = {name: endorsement_state(application, name) for name in way.endorsements}
    return {name: state for name, state in states.items() if way.endorsements[name].required or state != "not_asked"}


def considered(application: Application, cycle: CycleBrief, now: datetime) -> Consideration:
    """Whether an application is considered; what was submitted counts, not what is being changed since.

    A submission is taken only when nothing that blocks is missing, so each is complete but for endorsements.
    """
    way = way_into(cycle, application.role)
    opens, closes = window_of(cycle, way)
    in_force = application.state in {Application.State.SUBMITTED, Application.State.REOPENED}
    received = application.submitted_at if in_force else None
    needed = [name for name, endorsement in way.endorsements.items() if endorsement.required]
    handed = Handed(
        withdrawn=application.state == Application.State.WITHDRAWN,
        received_at=received,
        complete=received is not None,
        endorsements=tuple(_endorsed(application, name, cycle.dates[way.endorsements[name].due]) for name in needed),
    )
    return consideration(handed, opens=opens, closes=closes, now=now)


def _endorsed(application: Application, name: str, due: datetime) -> tuple[EndorsementState, datetime | None, datetime]:
    """State, moment of the answer, and due moment of one endorsement."""
    row = current_endorsement(application, name)
    return endorsement_state(application, name), row.answered_at if row else None, due


__all__ = [
    "UnknownApplication",
    "applications_of",
    "considered",
    "current_endorsement",
    "endorsement_state",
    "given",
    "lacks_of",
    "latest_submission",
    "mark_of",
    "may_be_submitted",
    "own_application",
    "quick_lacks",
    "rules_of",
    "text_hashes",
    "unknown_application",
    "whole_applications",
]
