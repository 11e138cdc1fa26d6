"""The supervisor's answer: endorse with a signature, or decline with a reason, by link or from the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preceptor.develop.admissions.commands.asking import ReasonMissing
from preceptor.develop.admissions.commands.opening import name_of
from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.queries.asked import asked, endorsement_code, way_into
from preceptor.develop.admissions.queries.endorsing import LINK_PURPOSE, about, id_from, unknown_endorsement
from preceptor.develop.admissions.queries.words import fault_sentence, to_the_second
from preceptor.develop.admissions.rules.answers import fault_of, tidy
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.develop.programs.public import Endorsement as Wanted
from preceptor.foundation.accounts.public import open_link, revoke_links, use_link
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import person
from preceptor.foundation.documents.public import current_text, sign
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Recipient, send


class AnswerUnfit(Refusal):
    """A statement is not ticked, or a field does not fit; `fields` names each with its sentence."""

    status = 422


class AnswerLate(Refusal):
    """The day by which the endorsement was due is over."""


class AnsweredBefore(Refusal):
    """The request has been answered, or someone else is asked now."""


@dataclass(frozen=True)
class Answer:
    """What the endorser sends: the statements ticked and the fields filled in, or a reason for declining."""

    endorses: bool
    statements: frozenset[str] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@transaction.atomic
def answer_by_link(*, token: str, answer: Answer, now: datetime) -> int:
    """Answer by the secret link of a letter, which is used up by it, and give the request's number."""
    # The request is locked before its link, in the order of the desk's answer: the two can meet without a deadlock.
    about_text = open_link(token, LINK_PURPOSE, now).about
    row = Endorsement.objects.select_for_update().filter(pk=id_from(about_text)).first()
    if row is None:
        raise unknown_endorsement()
    link = use_link(token, LINK_PURPOSE, now)
    _answer(row, answer, link.actor, now)
    return row.pk


@transaction.atomic
def answer_endorsement(*, endorsement_id: int, answer: Answer, by: Actor, now: datetime) -> None:
    """Answer from the desk; only the endorser who is asked can."""
    row = None
    if by.kind == "person" and by.id is not None:
        rows = Endorsement.objects.select_for_update()
        row = rows.filter(pk=endorsement_id, endorser_id=by.id).first()
    if row is None:
        raise unknown_endorsement()
    _answer(row, answer, by, now)


def _answer(row: Endorsement, answer: Answer, by: Actor, now: datetime) -> None:
    """Endorse or decline, close the letter's link, and tell the applicant."""
    require(by, "admissions.endorse", now=now)
    found = cycle(row.application.cycle_id)
    wanted = way_into(found, row.application.role).endorsements[row.name]
    _require_answerable(row, found.dates[wanted.due], now)
    if answer.endorses:
        _endorse(row, answer, wanted, found, by, now)
    else:
        _decline(row, answer, wanted, now)
    revoke_links(about(row.pk), LINK_PURPOSE, now=now)
    _tell_applicant(row, found, wanted, now)
    facts = {"endorsement": row.pk, "answer": row.state}
    record(by=by, action="admissions.endorse", about=name_of(row.application_id), facts=facts, now=now)


def _require_answerable(row: Endorsement, due: datetime, now: datetime) -> None:
    """Refuse a second answer, one for a withdrawn application, and one that comes too late."""
    if row.state != Endorsement.State.ASKED or row.application.state == "withdrawn":
        raise AnsweredBefore(
            "answered-before",
            _("This request is closed: it was answered, taken back, or someone else is asked now."),
            remedy=_("You need not do anything more."),
            facts={"state": row.state},
        )
    if window(now, row.asked_at, row.due_at or due) == "late":
        raise AnswerLate(
            "endorsement-late",
            _("Endorsements were due on %(due)s, so this one cannot be taken any more.")
            % {"due": to_the_second(row.due_at or due)},
            remedy=_("Nothing was signed. The program's office can tell you whether anything is still possible."),
        )


def _endorse(row: Endorsement, answer: Answer, wanted: Wanted, found: CycleBrief, by: Actor, now: datetime) -> None:
    """Sign the statements with the fields filled in."""
    fields = {name: tidy(answer.fields.get(name, "")) for name in wanted.fields}
    _require_fit(answer, wanted, fields)
    applicant = person(row.application.person_id)
    text = current_text(endorsement_code(found, row.application.role, row.name), "en")
    signature = sign(
        by=by,
        signer_name=fields.get("name") or row.endorser_name,
        signer_email=row.endorser_email,
        text_id=text.id,
        language=text.language,
        answers={"applicant": applicant.name, "statements": sorted(answer.statements), "fields": fields},
        evidence=[],
        about=about(row.pk),
        now=now,
    )
    row.state, row.answered_at, row.signature_id = Endorsement.State.ENDORSED, now, signature.id
    row.statements, row.fields = sorted(answer.statements), fields
    row.save(update_fields=["state", "answered_at", "signature_id", "statements", "fields"])


def _require_fit(answer: Answer, wanted: Wanted, fields: Mapping[str, str]) -> None:
    """Refuse unless every statement is ticked and every field fits."""
    unticked = [name for name in wanted.statements if name not in answer.statements]
    faults = {name: fault_of(asked(question), fields[name]) for name, question in wanted.fields.items()}
    told = {name: fault_sentence(fault) for name, fault in faults.items() if fault}
    told |= {name: _("This statement was missing when you signed.") for name in unticked}
    if not told:
        return
    raise AnswerUnfit(
        "endorsement-unfit",
        ngettext(
            "One thing is still open, so nothing was signed.",
            "%(n)d things are still open, so nothing was signed.",
            len(told),
        )
        % {"n": len(told)},
        remedy=_("An endorsement certifies every statement. If you cannot certify one, decline and say why."),
        facts={"fields": told},
    )


def _decline(row: Endorsement, answer: Answer, wanted: Wanted, now: datetime) -> None:
    """Keep the reason, which the applicant reads."""
    reason = tidy(answer.reason)
    if not wanted.may_decline or not reason:
        raise ReasonMissing(
            "decline-reason-missing",
            _("Say in a sentence why you decline; the applicant reads it."),
            remedy=_("Write the reason and send it again. Nothing was recorded."),
        )
    row.state, row.answered_at, row.reason = Endorsement.State.DECLINED, now, reason
    row.save(update_fields=["state", "answered_at", "reason"])


def _tell_applicant(row: Endorsement, found: CycleBrief, wanted: Wanted, now: datetime) -> None:
    """Tell the applicant kindly how the supervisor answered."""
    who = person(row.application.person_id)
    letter = "admissions.endorsement_given" if row.state == "endorsed" else "admissions.endorsement_declined"
    send(
        letter=letter,
        to=Recipient(who.name, who.email, who.language, who.id),
        context={
            "program": found.title,
            "title": wanted.title,
            "endorser": row.endorser_name,
            "reason": row.reason,
            "application_id": row.application_id,
            "submitted": row.application.state in {"submitted", "reopened"},
            "contact": found.definition.contact,
        },
        key=f"{letter}:{row.pk}",
        now=now,
        about=name_of(row.application_id),
    )
