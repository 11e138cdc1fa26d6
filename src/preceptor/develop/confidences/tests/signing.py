"""Everybody of a cycle has signed what is asked, for tests of what comes after."""

from datetime import datetime

from preceptor.develop.confidences.queries.signing import (
    agreement_about,
    agreement_names,
    code_of,
    personal_names,
    roles_of,
    text_about,
)
from preceptor.develop.pairing.public import pair_spans
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.public import current_text, sign


def sign_all(cycle_id: int, now: datetime) -> None:
    """Agreements by both of every pair, and personal texts by everybody who has a role."""
    brief, pairs = cycle(cycle_id), pair_spans(cycle_id)
    for pair in pairs:
        for name in agreement_names(brief):
            for person_id in (pair.mentor_id, pair.mentee_id):
                _sign(brief, name, agreement_about(pair.id), person_id, now)
    for person_id in sorted({each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)}):
        for name in personal_names(brief, roles_of(brief, pairs, person_id)):
            _sign(brief, name, text_about(cycle_id), person_id, now)


def _sign(brief: CycleBrief, name: str, about: str, person_id: int, now: datetime) -> None:
    sign(
        by=Actor("person", person_id, "somebody"),
        signer_name="Somebody",
        signer_email="somebody@district.example",
        text_id=current_text(code_of(brief, name)).id,
        language="en",
        answers={"cycle": brief.id, "text": name},
        evidence=[],
        about=about,
        now=now,
    )
