"""A text to sign on the screen, and where the reader stands to it."""

from dataclasses import dataclass
from datetime import date, datetime

from preceptor.develop.confidences.queries.circles import not_yours, own_pair, partner_of
from preceptor.develop.confidences.queries.signing import (
    agreement_lines,
    agreement_names,
    code_of,
    personal_lines,
    roles_of,
    texts_of,
)
from preceptor.develop.confidences.rules.signing import Stand
from preceptor.develop.pairing.public import pairs_of
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, today
from preceptor.foundation.documents.public import TextVersion, current_text


@dataclass(frozen=True)
class Paper:
    """A text as it is signed: its wording now, whether the reader has still to sign, and how the other stands."""

    text: TextVersion
    program: str
    reader: str
    to_sign: bool
    signed_before: bool
    mine_on: date | None
    partner: str
    partner_on: date | None
    pair_id: int | None


def paper_of_agreement(*, pair_id: int, name: str, by: Actor) -> Paper:
    """An agreement of one of the reader's pairs."""
    pair, me = own_pair(pair_id, by), by.id or 0
    brief, other = cycle(pair.cycle_id), partner_of(pair, by.id or 0)
    if name not in agreement_names(brief):
        raise not_yours()
    text, who = current_text(code_of(brief, name)), people({me, other})
    lines = {line.name: line for line in agreement_lines(brief, pair, texts_of([brief], [me, other]))}
    mine_on = lines[name].mine(pair, me)
    return Paper(
        text=text,
        program=brief.title,
        reader=who[me].name,
        to_sign=mine_on is None,
        signed_before=False,
        mine_on=mine_on,
        partner=who[other].name,
        partner_on=lines[name].mine(pair, other),
        pair_id=pair_id,
    )


def paper_of_text(*, cycle_id: int, name: str, by: Actor, now: datetime) -> Paper:
    """A personal text of a cycle in which the reader has a pair."""
    brief, me = cycle(cycle_id), by.id or 0
    texts = texts_of([brief], [me])
    lines = personal_lines(brief, roles_of(brief, pairs_of(me), me), me, texts, today(now))
    line = next((each for each in lines if each.name == name), None)
    if line is None:
        raise not_yours()
    text = current_text(code_of(brief, name))
    given = [each.signed_at for each in texts[text.code].given if each.person_id == me]
    signed = line.stand is Stand.SIGNED
    return Paper(
        text=text,
        program=brief.title,
        reader=people([me])[me].name,
        to_sign=not signed,
        signed_before=bool(given) and not signed,
        mine_on=today(max(given)) if given else None,
        partner="",
        partner_on=None,
        pair_id=None,
    )
