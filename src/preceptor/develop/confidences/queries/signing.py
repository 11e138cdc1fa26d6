"""What a pair and each of its two have signed, and what is still to be signed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from preceptor.develop.confidences.rules.signing import SILENCE_DAYS, Signed, Stand, stand
from preceptor.develop.pairing.public import PairSpan, pairs_of
from preceptor.develop.programs.public import CycleBrief, cycles, open_cycles
from preceptor.foundation.district.public import today
from preceptor.foundation.documents.public import SignedText, signed_texts

BEFORE_WORK = "before_first_activity"
Texts = Mapping[str, SignedText]


@dataclass(frozen=True)
class AgreementLine:
    """One agreement of a pair and on which days the two signed it."""

    name: str
    title: str
    pair_id: int
    mentor_on: date | None
    mentee_on: date | None

    def mine(self, pair: PairSpan, person_id: int) -> date | None:
        """The day on which this one of the two signed."""
        return self.mentee_on if person_id == pair.mentee_id else self.mentor_on

    @property
    def both(self) -> bool:
        """Whether both have signed."""
        return self.mentor_on is not None and self.mentee_on is not None


@dataclass(frozen=True)
class TextLine:
    """A text that somebody signs for themselves, and how they stand to it."""

    cycle_id: int
    name: str
    title: str
    program: str
    stand: Stand


def agreement_about(pair_id: int) -> str:
    """What the signature of an agreement is about."""
    return f"confidences.agreement:{pair_id}"


def text_about(cycle_id: int) -> str:
    """What the signature of a personal text is about."""
    return f"confidences.cycle:{cycle_id}"


def code_of(brief: CycleBrief, name: str) -> str:
    """The code under which the programs context publishes a text."""
    return f"{brief.program_key}.{name}"


def agreement_names(brief: CycleBrief) -> tuple[str, ...]:
    """The texts that both sides of a pair sign before their work."""
    pairing = brief.definition.pairing
    if pairing is None:
        return ()
    both = {pairing.mentor, pairing.mentee}
    texts = brief.definition.texts.items()
    return tuple(name for name, text in texts if text.sign_when == BEFORE_WORK and both <= set(text.signed_by))


def personal_names(brief: CycleBrief, roles: Collection[str]) -> tuple[str, ...]:
    """The texts that somebody in these roles signs alone."""
    together = agreement_names(brief)
    texts = brief.definition.texts.items()
    return tuple(name for name, text in texts if name not in together and set(text.signed_by) & set(roles))


def roles_of(brief: CycleBrief, pairs: Iterable[PairSpan], person_id: int) -> set[str]:
    """The roles that somebody has in a cycle by their pairs."""
    pairing = brief.definition.pairing
    if pairing is None:
        return set()
    mine = [pair for pair in pairs if pair.cycle_id == brief.id]
    return {pairing.mentor for pair in mine if pair.mentor_id == person_id} | {
        pairing.mentee for pair in mine if pair.mentee_id == person_id
    }


def texts_of(briefs: Iterable[CycleBrief], person_ids: Collection[int]) -> Texts:
    """Every text of some cycles with what these people signed, in one query."""
    codes = {code_of(brief, name) for brief in briefs for name in brief.definition.texts}
    return signed_texts(codes, person_ids)


def agreement_lines(brief: CycleBrief, pair: PairSpan, texts: Texts) -> tuple[AgreementLine, ...]:
    """The agreements of a pair; a text that was never published is not asked for."""
    return tuple(
        AgreementLine(
            name=name,
            title=brief.definition.texts[name].title,
            pair_id=pair.id,
            mentor_on=_signed_on(texts[code_of(brief, name)], pair, pair.mentor_id),
            mentee_on=_signed_on(texts[code_of(brief, name)], pair, pair.mentee_id),
        )
        for name in agreement_names(brief)
        if code_of(brief, name) in texts
    )


def _signed_on(text: SignedText, pair: PairSpan, person_id: int) -> date | None:
    days = [each.signed_at for each in text.given if (each.person_id, each.about) == (person_id, _about(pair))]
    return today(min(days)) if days else None


def _about(pair: PairSpan) -> str:
    return agreement_about(pair.id)


def personal_lines(
    brief: CycleBrief, roles: Collection[str], person_id: int, texts: Texts, day: date
) -> tuple[TextLine, ...]:
    """The personal texts of somebody in a cycle and how they stand to each."""
    lines = []
    for name in personal_names(brief, roles):
        found = texts.get(code_of(brief, name))
        if found is None:
            continue
        text = brief.definition.texts[name]
        given = [Signed(each.number, today(each.signed_at)) for each in found.given if each.person_id == person_id]
        stands = stand(given, found.newest, text.signed_again_after_months, day)
        lines.append(TextLine(brief.id, name, text.title, brief.title, stands))
    return tuple(lines)


def silence_days(brief: CycleBrief, roles: Collection[str]) -> int:
    """After how many days a partner's silence holds up no log: as for confirming it, where the program says so."""
    said = [log.agreed_after_days for log in brief.definition.logs.values() if log.who in roles]
    return min((days for days in said if days is not None), default=SILENCE_DAYS)


@dataclass(frozen=True)
class ToSign:
    """Something that waits for somebody's signature, with its address."""

    title: str
    detail: str
    url: str


def to_sign(person_id: int, now: datetime) -> list[ToSign]:
    """Everything that one person has still to sign in running programs, in one query beside those that pages share."""
    pairs = [pair for pair in pairs_of(person_id) if pair.ended is None]
    running = {brief.id: brief for brief in open_cycles() if brief.id in {pair.cycle_id for pair in pairs}}
    if not running:
        return []
    texts = texts_of(running.values(), [person_id])
    found = [
        ToSign(line.title, brief.title, reverse("confidences:agreement-sign", args=[pair.id, line.name]))
        for pair in pairs
        if (brief := running.get(pair.cycle_id))
        for line in agreement_lines(brief, pair, texts)
        if line.mine(pair, person_id) is None
    ]
    for brief in running.values():
        for line in personal_lines(brief, roles_of(brief, pairs, person_id), person_id, texts, today(now)):
            if line.stand is not Stand.SIGNED:
                url = reverse("confidences:text-sign", args=[brief.id, line.name])
                found.append(ToSign(line.title, brief.title, url))
    return found


def briefs_of(pairs: Iterable[PairSpan]) -> dict[int, CycleBrief]:
    """The cycles of some pairs."""
    return cycles({pair.cycle_id for pair in pairs})
