"""Signatures: the agreement of a pair by both, personal texts such as the code of ethics by each."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.develop.confidences.commands.notes import SHARE
from preceptor.develop.confidences.queries.circles import not_yours, own_pair
from preceptor.develop.confidences.queries.signing import (
    agreement_about,
    agreement_names,
    code_of,
    personal_lines,
    roles_of,
    text_about,
    texts_of,
)
from preceptor.develop.confidences.rules.signing import Stand
from preceptor.develop.pairing.public import pairs_of
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import person, today
from preceptor.foundation.documents.public import current_text, sign, signed_texts
from preceptor.foundation.look.public import Refusal


class WordingChanged(Refusal):
    """What was on the screen is not the wording that would be signed."""


@dataclass(frozen=True)
class Read:
    """What was on the screen: the version of a text and the language in which it was read."""

    version_id: int
    language: str | None = None


@transaction.atomic
def sign_agreement(*, pair_id: int, name: str, read: Read, by: Actor, now: datetime) -> None:
    """Sign an agreement of one's pair in the wording that was shown; a second time changes nothing."""
    require(by, SHARE, now=now)
    pair = own_pair(pair_id, by)
    brief, me = cycle(pair.cycle_id), by.id or 0
    if name not in agreement_names(brief):
        raise not_yours()
    code, about = code_of(brief, name), agreement_about(pair_id)
    found = signed_texts([code], [me]).get(code)
    if found and any(each.about == about for each in found.given):
        return
    _sign(brief, name, read, about, by=by, now=now)


@transaction.atomic
def sign_text(*, cycle_id: int, name: str, read: Read, by: Actor, now: datetime) -> None:
    """Sign a personal text of a cycle in the wording that was shown; one that stands is not signed twice."""
    require(by, SHARE, now=now)
    brief, me = cycle(cycle_id), by.id or 0
    roles = roles_of(brief, pairs_of(me), me)
    lines = {line.name: line for line in personal_lines(brief, roles, me, texts_of([brief], [me]), today(now))}
    if name not in lines:
        raise not_yours()
    if lines[name].stand is not Stand.SIGNED:
        _sign(brief, name, read, text_about(cycle_id), by=by, now=now)


def _sign(brief: CycleBrief, name: str, read: Read, about: str, *, by: Actor, now: datetime) -> None:
    """One signature, if the wording is still the one that was shown."""
    text, who = current_text(code_of(brief, name), read.language or get_language()), person(by.id or 0)
    if text.id != read.version_id:
        raise WordingChanged(
            "wording-changed",
            _("The wording of this text has changed while it was on your screen, so nothing was signed."),
            remedy=_("Read it again in its new wording, then sign."),
        )
    sign(
        by=by,
        signer_name=who.name,
        signer_email=who.email,
        text_id=text.id,
        language=text.language,
        answers={"cycle": brief.id, "text": name},
        evidence=[],
        about=about,
        now=now,
    )
    record(by=by, action="confidences.sign", about=about, facts={"text": text.code, "number": text.number}, now=now)
