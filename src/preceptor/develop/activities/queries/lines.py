"""Entries and duties as lines of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.activities.queries.exemptions import ExemptionBrief
from preceptor.develop.activities.queries.stream import Row
from preceptor.develop.activities.queries.words import Badge, mode_word, period_word, row_badge, status_badge, sum_words
from preceptor.develop.activities.rules.logs import agreed_by_silence
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.district.public import PersonBrief


@dataclass(frozen=True)
class EntryLine:
    """One activity on a page."""

    id: int
    title: str
    starts: datetime
    minutes: int
    mode: str
    with_names: str
    badge: Badge
    mine_to_answer: bool
    mine: bool
    booked: bool
    past: bool
    dispute: str


@dataclass(frozen=True)
class DutyLine:
    """One duty of one person or pair in one period, with the entries behind it."""

    name: str
    title: str
    period: str
    badge: Badge
    sum: str
    set_aside: int
    entries: tuple[EntryLine, ...]
    exemption: ExemptionBrief | None = None


def silence_after(brief: CycleBrief, kind: str) -> int | None:
    """Days after which silence on an entry of a kind counts as agreement: those of the log that lists it."""
    days = [
        log.agreed_after_days
        for log in brief.definition.logs.values()
        if kind in log.contains and log.agreed_after_days is not None
    ]
    return min(days, default=None)


def entry_line(brief: CycleBrief, row: Row, who: Mapping[int, PersonBrief], person_id: int, now: datetime) -> EntryLine:
    """One activity as its reader sees it."""
    silent = agreed_by_silence(row.entered_at, silence_after(brief, row.kind), now)
    others = [who[each.person_id].name for each in row.parties if each.person_id != person_id]
    answers = [each.answer for each in row.parties if each.person_id == person_id]
    return EntryLine(
        id=row.id,
        title=brief.definition.activities[row.kind].title,
        starts=row.starts,
        minutes=row.minutes,
        mode=mode_word(row.mode),
        with_names=", ".join(others),
        badge=row_badge(row, silent),
        mine_to_answer=row.entered_by != person_id and "asked" in answers and row.state == "held",
        mine=row.entered_by == person_id,
        booked=row.state == "booked",
        past=row.starts <= now,
        dispute=next((each.dispute_word for each in row.parties if each.dispute), ""),
    )


def duty_lines(
    brief: CycleBrief,
    verdicts: Iterable[Verdict],
    lines: Mapping[int, EntryLine],
    exemptions: Mapping[int, ExemptionBrief] | None = None,
) -> tuple[DutyLine, ...]:
    """Verdicts with their words and entries, in the definition's order; of exemptions those the reader may read."""
    found = []
    for each in verdicts:
        duty = brief.definition.duties[each.duty]
        found.append(
            DutyLine(
                name=each.duty,
                title=duty.title,
                period=period_word(each.period),
                badge=status_badge(each.status),
                sum=sum_words(each, duty.measure),
                set_aside=each.amount - each.counted,
                entries=tuple(lines[number] for number in each.entry_ids if number in lines),
                exemption=(exemptions or {}).get(each.exemption_id or 0),
            )
        )
    return tuple(found)
