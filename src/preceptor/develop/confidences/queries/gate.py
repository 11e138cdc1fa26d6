"""What must be signed before a log is handed in."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.confidences.queries.circles import partner_of
from preceptor.develop.confidences.queries.signing import (
    AgreementLine,
    agreement_lines,
    personal_lines,
    roles_of,
    silence_days,
    texts_of,
)
from preceptor.develop.confidences.rules.signing import Stand, holds_up
from preceptor.develop.pairing.public import PairSpan, pairs_of
from preceptor.develop.programs.public import cycle
from preceptor.foundation.district.public import person, today
from preceptor.foundation.look.public import Refusal


class SignFirst(Refusal):
    """Something must be signed before this can be done."""


def log_gate(cycle_id: int, author_id: int, now: datetime) -> None:
    """Refuse a log until its author's texts and the agreements with present partners are signed."""
    pairs = [pair for pair in pairs_of(author_id) if pair.cycle_id == cycle_id and pair.ended is None]
    if not pairs:
        return
    brief, day = cycle(cycle_id), today(now)
    everybody = {each for pair in pairs for each in (pair.mentor_id, pair.mentee_id)}
    texts, roles = texts_of([brief], everybody), roles_of(brief, pairs, author_id)
    for line in personal_lines(brief, roles, author_id, texts, day):
        if line.stand is not Stand.SIGNED:
            raise _text_first(line.title, line.stand, reverse("confidences:text-sign", args=[cycle_id, line.name]))
    days = silence_days(brief, roles)
    for pair in pairs:
        for agreement in agreement_lines(brief, pair, texts):
            mine = agreement.mine(pair, author_id)
            other = agreement.mine(pair, partner_of(pair, author_id))
            if holds_up(mine, other, days, day):
                raise _agreement_first(agreement, pair, author_id, days, mine_missing=mine is None)


def _text_first(title: str, stand: Stand, path: str) -> SignFirst:
    """The refusal for a personal text; it says why a signature given before does not count."""
    why = {
        Stand.NEVER: _("You have not signed “%(title)s” yet."),
        Stand.CHANGED: _("“%(title)s” has a new wording since you signed it."),
        Stand.OLD: _("Your signature of “%(title)s” has grown old: it is given anew each year."),
    }[stand]
    return _first(why % {"title": title}, path)


def _agreement_first(line: AgreementLine, pair: PairSpan, me: int, days: int, *, mine_missing: bool) -> SignFirst:
    facts = {"title": line.title, "name": person(partner_of(pair, me)).name, "days": days}
    path = reverse("confidences:agreement-sign", args=[pair.id, line.name])
    if mine_missing:
        return _first(_("You have not signed “%(title)s” with %(name)s yet.") % facts, path)
    return SignFirst(
        "sign-first",
        _("%(name)s has not signed “%(title)s” yet, which both sign before the first log.") % facts,
        remedy=_("Remind your partner; %(days)s days after your own signature their silence no longer holds you up.")
        % facts,
        facts={"path": path},
    )


def _first(sentence: str, path: str) -> SignFirst:
    return SignFirst(
        "sign-first",
        sentence,
        remedy=_("Sign it here, then hand the log in: %(address)s") % {"address": f"{settings.SITE_URL}{path}"},
        facts={"path": path},
    )
