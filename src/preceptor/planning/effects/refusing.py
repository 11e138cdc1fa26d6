"""When the data cannot carry an answer: each reason in words, with what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from preceptor.languages.worded import worded
from preceptor.planning.effects.plan import Balance, Reason, Trend
from preceptor.planning.effects.problem import Demands, Numbers


def too_few(coached: int, others: int, demands: Demands) -> Iterator[Reason]:
    """Refuse small groups."""
    least = demands.least_group
    remedy = worded("Wait until more have been coached, or widen the years, the levels or the part of the district.")
    if coached < least:
        said = worded("Only {count} were coached; {least} at least are needed.", count=coached, least=least)
        yield Reason("few_coached", said, remedy)
    if others < least:
        said = worded("Only {count} were not coached; {least} at least are needed.", count=others, least=least)
        yield Reason("few_others", said, remedy)


def too_many_gaps(left_out: int, count: int, demands: Demands) -> Iterator[Reason]:
    """Refuse when too many lack figures: those left may be unlike the rest."""
    if count and left_out / count > demands.most_missing:
        said = worded(
            "{left} of {count} lack a figure; those who remain may be unlike them.", left=left_out, count=count
        )
        yield Reason("gaps", said, worded("Load the missing figures, or choose years for which they are known."))


def all_alike(coached: Numbers, others: Numbers) -> Iterator[Reason]:
    """Refuse when on one side the same came of everybody: nothing tells how much of a difference is chance."""
    for code, side, said in (
        ("coached_alike", coached, worded("Of those who were coached, the same came of everybody.")),
        ("others_alike", others, worded("Of those who were not coached, the same came of everybody.")),
    ):
        if len(side) and float(np.ptp(side)) == 0:
            yield Reason(code, said, worded("Look back over more years, or ask about something that differs."))


def no_overlap(share: float, demands: Demands) -> Iterator[Reason]:
    """Refuse when coached units have nobody to be compared with."""
    if share > demands.most_outside:
        percent = f"{share:.0%}"
        said = worded("{percent} of the coached are unlike everybody who was not coached.", percent=percent)
        remedy = worded("Leave out what alone decides who is coached, or compare within levels that have both.")
        yield Reason("no_overlap", said, remedy)


def unbalanced(rows: Sequence[Balance], demands: Demands) -> Iterator[Reason]:
    """Refuse when weighting does not make the groups alike."""
    worst = max(rows, key=lambda row: abs(row.after), default=None)
    if worst is not None and abs(worst.after) > demands.most_imbalance:
        said = worded(
            "Even weighted, the groups differ in “{name}” by {size} standard deviations.",
            name=worst.name,
            size=f"{abs(worst.after):.2f}",
        )
        yield Reason("unbalanced", said, worded("Compare within a narrower group, such as one level of schools."))


def no_history() -> Reason:
    """Refuse when nothing shows how schools moved before."""
    return Reason(
        "no_history",
        worded("No school has two years of figures before its coaching began, so earlier trends cannot be compared."),
        worded("Load figures of earlier years."),
    )


def other_trend(trend: Trend, demands: Demands) -> Iterator[Reason]:
    """Refuse when coached schools were moving differently already."""
    if trend.p < demands.pre_trend:
        said = worded(
            "Coached schools were already moving differently before they were coached (p = {p}).", p=f"{trend.p:.3f}"
        )
        remedy = worded("Add what explains it, such as need or level, or compare with schools on the same path.")
        yield Reason("pre_trend", said, remedy)


def nothing_to_compare() -> Reason:
    """Refuse when no cohort has others left to compare it with."""
    return Reason(
        "no_comparison",
        worded("In no year are there both schools that have just been coached and schools that have not been yet."),
        worded("Widen the years, or the part of the district."),
    )
