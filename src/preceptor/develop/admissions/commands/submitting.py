"""Handing an application in: whole, in time, and exactly as it was checked."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.admissions.commands.judging import keep_judgement
from preceptor.develop.admissions.commands.opening import name_of, own_row, require_being_changed, require_open
from preceptor.develop.admissions.commands.papers import signed_answers
from preceptor.develop.admissions.models import Application, Submission
from preceptor.develop.admissions.queries.asked import questions_of, way_into, window_of
from preceptor.develop.admissions.queries.eligibility import for_others
from preceptor.develop.admissions.queries.own import (
    current_endorsement,
    lacks_of,
    latest_submission,
    mark_of,
    rules_of,
    whole_applications,
)
from preceptor.develop.admissions.queries.words import to_the_second
from preceptor.develop.admissions.rules.completeness import Lack
from preceptor.develop.admissions.rules.snapshots import fingerprint
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import person
from preceptor.foundation.documents.public import signature_state
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Recipient, send


class Incomplete(Refusal):
    """Something that the program asks for is missing; incomplete applications are never considered, nor taken."""

    status = 422


class ChangedSinceChecked(Refusal):
    """What would be submitted is not what the applicant checked."""


class SignatureBroken(Refusal):
    """Something that was signed has changed since."""


@transaction.atomic
def submit_application(*, application_id: int, checked: str, by: Actor, now: datetime) -> int:
    """Hand the application in as it was checked and give the submission's number; twice is the same as once."""
    require(by, "admissions.apply", now=now)
    row = own_row(application_id, by, whole=True)
    if row.state == Application.State.SUBMITTED:
        return latest_submission(row) or 0
    found = cycle(row.cycle_id)
    require_open(now, *window_of(found, way_into(found, row.role)))
    require_being_changed(row)
    if mark_of(row) != checked:
        raise ChangedSinceChecked(
            "changed-since-checked",
            _("The application was changed after you opened this page, perhaps in another tab; it is not submitted."),
            remedy=_("Look through your answers once more, then submit."),
        )
    _require_whole(row, found)
    _require_signatures(row)
    return _hand_in(row, found, by, now)


def _require_whole(row: Application, found: CycleBrief) -> None:
    """Refuse while anything that blocks is missing, naming each thing."""
    missing = [lack for lack in lacks_of(row, found) if lack.blocks]
    if not missing:
        return
    names = _titles(row, found, missing)
    raise Incomplete(
        "incomplete",
        ngettext("One thing is still missing: %(names)s.", "%(n)d things are still missing: %(names)s.", len(missing))
        % {"n": len(missing), "names": "; ".join(names)},
        remedy=_("Incomplete applications are not considered, so this one is not sent yet. Add what is missing."),
        facts={"missing": [f"{lack.kind}:{lack.name}" for lack in missing]},
    )


def _titles(row: Application, found: CycleBrief, missing: Iterable[Lack]) -> list[str]:
    """What is missing, by its titles."""
    way = way_into(found, row.role)
    titles: dict[tuple[str, str], str] = {
        **{("question", name): one.asks for name, one in questions_of(found.definition, row.role).items()},
        **{("document", name): one.title for name, one in way.documents.items()},
        **{("text", name): found.definition.texts[name].title for name in way.texts},
        **{("ask_endorser", name): one.title for name, one in way.endorsements.items()},
    }
    return [titles.get((lack.kind, lack.name), lack.name) for lack in missing]


def _require_signatures(row: Application) -> None:
    """Refuse when a signature does not hold any more."""
    for signed in row.texts.all():
        state = signature_state(signed.signature_id, signed_answers(row, signed.text), [])
        if not state.holds:
            raise SignatureBroken(
                "signature-broken",
                " ".join(state.reasons),
                remedy=_("Read and sign the text again, then submit."),
                facts={"text": signed.text},
            )


def _hand_in(row: Application, found: CycleBrief, by: Actor, now: datetime) -> int:
    """Keep the application as it is now, and tell the applicant that it arrived."""
    content = _content(row, found, now)
    number = (latest_submission(row) or 0) + 1
    sha256 = fingerprint(content)
    Submission.objects.create(application=row, number=number, content=content, sha256=sha256, received_at=now)
    row.state, row.submitted_at = Application.State.SUBMITTED, now
    row.save(update_fields=["state", "submitted_at"])
    _confirm(row, found, number, now)
    facts = {"number": number, "sha256": sha256}
    record(by=by, action="admissions.submit", about=name_of(row.pk), facts=facts, now=now)
    return number


def _content(row: Application, found: CycleBrief, now: datetime) -> dict[str, object]:
    """All that was handed in; of the rules only what others may see."""
    way = way_into(found, row.role)
    keep_judgement(row, way, now)
    stands = for_others(rules_of(whole_applications().get(pk=row.pk), way))
    questions = questions_of(found.definition, row.role)
    return {
        "cycle": row.cycle_id,
        "role": row.role,
        "version": found.version_id,
        "person": row.person_id,
        "answers": {name: row.answers.get(name, "") for name in questions},
        "questions": {name: question.asks for name, question in questions.items()},
        "documents": [
            {"requirement": paper.requirement, "file": paper.file_id, "name": paper.name, "sha256": paper.sha256}
            for paper in sorted(row.documents.all(), key=lambda one: one.requirement)
        ],
        "texts": [
            {"text": signed.text, "version": signed.text_version_id, "signature": signed.signature_id}
            for signed in sorted(row.texts.all(), key=lambda one: one.text)
        ],
        "rules": stands,
        "endorsements": _endorsers(row, way.endorsements),
    }


def _endorsers(row: Application, names: Mapping[str, object]) -> dict[str, int | None]:
    """Which request was in force for each endorsement."""
    found = {name: current_endorsement(row, name) for name in names}
    return {name: asked.pk if asked else None for name, asked in found.items()}


def _confirm(row: Application, found: CycleBrief, number: int, now: datetime) -> None:
    """A letter that says what arrived, when, and until when it can be changed."""
    who = person(row.person_id)
    way = way_into(found, row.role)
    _opens, closes = window_of(found, way)
    waiting = [one.title for name, one in way.endorsements.items() if _is_waited_for(row, name)]
    notify = found.dates.get(way.decisions.notify) if way.decisions else None
    send(
        letter="admissions.received",
        to=Recipient(who.name, who.email, who.language, who.id),
        context={
            "program": found.title,
            "role": found.definition.roles[row.role].title,
            "application_id": row.pk,
            "received": to_the_second(now),
            "closes": to_the_second(closes),
            "waiting": waiting,
            "notify": notify,
            "contact": found.definition.contact,
        },
        key=f"admissions.received:{row.pk}:{number}",
        now=now,
        about=name_of(row.pk),
    )


def _is_waited_for(row: Application, name: str) -> bool:
    """Whether a supervisor has not answered yet."""
    asked = current_endorsement(row, name)
    return asked is not None and asked.state == "asked"
