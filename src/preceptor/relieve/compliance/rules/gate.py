"""By which fields a changed item asks more of schools than before: that passes the gate like something new."""

from collections.abc import Iterator

from preceptor.relieve.compliance.rules.items import SIGNERS, TIMES, ItemValues

AT_SCHOOL = ("principal", "designee")


def more_asked(before: ItemValues, after: ItemValues) -> tuple[str, ...]:
    """The fields by which schools are asked for more; none where an office or data answers afterwards."""
    return tuple(_more(before, after)) if after.signer in AT_SCHOOL else ()


def _more(before: ItemValues, after: ItemValues) -> Iterator[str]:
    if SIGNERS.index(after.signer) < SIGNERS.index(before.signer):
        yield "signer"
    if TIMES[after.frequency] > TIMES[before.frequency]:
        yield "frequency"
    if set(after.levels) - set(before.levels):
        yield "levels"
    if set(after.charters) - set(before.charters):
        yield "charters"
    if len(after.questions) > len(before.questions):
        yield "questions"
    if after.evidence_needed and not before.evidence_needed:
        yield "evidence_needed"
    if before.sunset is not None and (after.sunset is None or after.sunset > before.sunset):
        yield "sunset"


def minutes_a_year(values: ItemValues) -> int:
    """What an item takes of each school in a year; nothing where an office or data answers."""
    return values.minutes * TIMES[values.frequency] if values.signer in AT_SCHOOL else 0
