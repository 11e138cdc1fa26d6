"""The answer in sentences: what could be found, what was, and what it cannot show."""

from __future__ import annotations

from preceptor.languages.worded import worded
from preceptor.planning.effects.plan import Outcome, Status


def sentences(outcome: Outcome, *, share: bool) -> list[str]:
    """Say an outcome; `share` when it is a share of people (said in percentage points), otherwise in its own units."""
    told: list[str] = [
        worded("{coached} were coached, {others} were not.", coached=outcome.coached, others=outcome.others),
    ]
    if outcome.left_out:
        told.append(worded("{count} were left out because a figure is missing.", count=outcome.left_out))
    if outcome.detectable is not None:
        size = amount(outcome.detectable, share)
        told.append(
            worded(
                "With these numbers, an effect has to reach {size} to be found in four cases of five.",
                size=size,
            )
        )
    if outcome.trend is not None and outcome.trend.p >= 0.05:
        p = f"{outcome.trend.p:.2f}"
        told.append(
            worded("Before coaching, coached and other schools moved alike as far as can be seen (p = {p}).", p=p)
        )
    if outcome.status is Status.REFUSED:
        told += [worded("{what} {remedy}", what=each.sentence, remedy=each.remedy) for each in outcome.reasons]
        return told
    if outcome.effect is None:
        return told
    low, high = amount(outcome.effect.low, share), amount(outcome.effect.high, share)
    here = amount(outcome.effect.estimate, share)
    if outcome.effect.found:
        told.append(worded("The effect is {here}, and lies between {low} and {high}.", here=here, low=low, high=high))
    else:
        told.append(
            worded(
                "No effect is shown: the estimate is {here}, and anything between {low} and {high} fits the data.",
                here=here,
                low=low,
                high=high,
            )
        )
    return told


def amount(value: float, share: bool) -> str:
    """Write an effect with its sign."""
    if share:
        return worded("{points} percentage points", points=f"{value * 100:+.1f}")
    return f"{value:+.2f}"


def limits() -> list[str]:
    """Say what no estimate of this kind can show."""
    return [
        worded("Nobody was coached by lot. What was not recorded, such as motivation, may differ between the groups."),
        worded("It is a mean over everybody coached; it says nothing about one school or one person."),
        worded("If coached principals share what they learn, others profit too, and the effect looks smaller."),
        worded("The interval leaves the truth out once in twenty times even when all of this holds."),
    ]
