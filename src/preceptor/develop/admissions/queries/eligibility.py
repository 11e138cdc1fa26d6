"""How each rule stands for an applicant, with the facts that it was judged on - for the applicant's eyes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import cast

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Contest, RuleCheck
from preceptor.develop.admissions.queries.words import standing_words
from preceptor.develop.admissions.rules.eligibility import (
    Overall,
    Standing,
    Verdict,
    overall,
    said_by_endorsers,
    seen_by_others,
    standing,
)
from preceptor.develop.programs.public import (
    CATALOGUE,
    Admission,
    EligibilityRule,
    FactValue,
    Judgement,
    judge,
    names_in,
)


@dataclass(frozen=True)
class FactLine:
    """One fact as a person reads it."""

    says: str
    value: str
    source: str
    as_of: date | None


@dataclass(frozen=True)
class ContestBrief:
    """What the applicant said against a fact, and the answer."""

    state: str
    state_word: str
    statement: str
    answer: str
    opened_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True)
class RuleLine:
    """One rule with its standing; `facts` are for the applicant alone."""

    name: str
    says: str
    standing: Standing
    adverse: bool
    judged_by: str
    facts: tuple[FactLine, ...]
    missing: tuple[str, ...]
    contest: ContestBrief | None = None
    may_contest: bool = False

    @property
    def word(self) -> str:
        """The standing in a word."""
        return standing_words(self.standing, self.judged_by)[0]

    @property
    def shape(self) -> str:
        """The shape beside the word."""
        return standing_words(self.standing, self.judged_by)[1]

    @property
    def good(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.standing in {"met", "corrected", "waived", "for_people"}


@dataclass(frozen=True)
class Eligibility:
    """All rules of a role for one person."""

    rules: tuple[RuleLine, ...] = ()
    overall: Overall = "eligible"


@dataclass(frozen=True)
class Judged:
    """The outcome for one rule, now or when it was judged last, with its facts in words."""

    verdict: Verdict
    facts: tuple[FactLine, ...] = ()
    missing: tuple[str, ...] = ()


def asked_facts(*ways: Admission) -> frozenset[str]:
    """The facts on which the rules of these ways depend."""
    return frozenset(
        name
        for way in ways
        for rule in way.rules.values()
        if rule.condition and rule.judged_by == "records"
        for name in names_in(rule.condition)
    )


def judgements(way: Admission, facts: Mapping[str, FactValue]) -> dict[str, Judgement]:
    """Each rule judged on the facts; rules that people judge stay open for them."""
    return {
        name: judge(rule.condition if rule.judged_by == "records" else None, rule.says, facts)
        for name, rule in way.rules.items()
    }


def judged_now(way: Admission, facts: Mapping[str, FactValue]) -> dict[str, Judged]:
    """Each rule judged on the facts of today."""
    return {
        name: Judged(found.verdict, fact_lines(found.facts), tuple(fact_words(fact) for fact in found.missing))
        for name, found in judgements(way, facts).items()
    }


def judged_before(checks: Iterable[RuleCheck]) -> dict[str, Judged]:
    """Each rule as it was judged last, with the facts of that day."""
    return {
        check.rule: Judged(
            cast("Verdict", check.verdict), kept_lines(check.facts), tuple(fact_words(fact) for fact in check.missing)
        )
        for check in checks
    }


def eligibility(
    way: Admission,
    judged: Mapping[str, Judged],
    contests: Iterable[Contest] = (),
    waived: Collection[str] = (),
    endorsements: Mapping[str, str] = MappingProxyType({}),
) -> Eligibility:
    """How each rule stands, with contests, signed waivers and the endorsers' answers put in.

    The whole speaks of the records alone: an endorser's answer is told beside its own rule and its own step.
    """
    latest = {contest.rule: contest for contest in sorted(contests, key=lambda one: one.opened_at)}
    said = Judged(said_by_endorsers(endorsements))
    lines = tuple(
        _line(
            name,
            rule,
            said if rule.judged_by == "endorser" else judged.get(name, _NOT_JUDGED),
            latest.get(name),
            waived=name in waived,
        )
        for name, rule in way.rules.items()
    )
    return Eligibility(lines, overall(line.standing for line in lines if line.judged_by != "endorser"))


_NOT_JUDGED = Judged("unknown")


def _line(name: str, rule: EligibilityRule, found: Judged, contest: Contest | None, *, waived: bool) -> RuleLine:
    """One rule as a line of the page."""
    return RuleLine(
        name=name,
        says=rule.says,
        standing=standing(found.verdict, contest=contest.state if contest else None, waived=waived),
        adverse=rule.adverse,
        judged_by=rule.judged_by,
        facts=found.facts,
        missing=found.missing,
        contest=contest_brief(contest) if contest else None,
        may_contest=(
            rule.judged_by != "endorser" and found.verdict in {"not_met", "unknown"} and not waived and contest is None
        ),
    )


def contest_brief(contest: Contest) -> ContestBrief:
    """A contest as a person reads it."""
    return ContestBrief(
        contest.state,
        contest.get_state_display(),
        contest.statement,
        contest.answer,
        contest.opened_at,
        contest.answered_at,
    )


def fact_lines(facts: Mapping[str, FactValue]) -> tuple[FactLine, ...]:
    """Facts as a person reads them."""
    return tuple(
        FactLine(fact_words(name), _value(fact.value), _(fact.source), fact.as_of) for name, fact in facts.items()
    )


def fact_words(name: str) -> str:
    """What a fact means, in a sentence."""
    return _(CATALOGUE[name].says) if name in CATALOGUE else name


def _value(value: object) -> str:
    """A fact's value as a person reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return number_format(value) if isinstance(value, int | float) else str(value)


def kept(facts: Mapping[str, FactValue]) -> dict[str, dict[str, object]]:
    """Facts as they are stored with a judgement."""
    return {
        name: {
            "value": fact.value.isoformat() if isinstance(fact.value, datetime) else fact.value,
            "source": fact.source,
            "as_of": fact.as_of.isoformat() if fact.as_of else None,
        }
        for name, fact in facts.items()
    }


def kept_lines(facts: Mapping[str, Mapping[str, object]]) -> tuple[FactLine, ...]:
    """Stored facts as a person reads them."""
    return tuple(
        FactLine(
            fact_words(name),
            _value(fact["value"]),
            _(str(fact["source"])),
            date.fromisoformat(str(fact["as_of"])) if fact["as_of"] else None,
        )
        for name, fact in facts.items()
    )


def for_others(found: Eligibility) -> dict[str, str]:
    """What anyone but the applicant may see: each rule met, not met or open, and no fact."""
    return {line.name: seen_by_others(line.standing) for line in found.rules}
