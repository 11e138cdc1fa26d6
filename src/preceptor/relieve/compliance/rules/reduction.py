"""What adopting a plan does to the catalogue: a few plain changes to items, each safe on its own terms.

A plan may treat kinds of school differently; an item of the catalogue has one rhythm and one signer. Where the kinds
fare alike the plan is followed. Where they do not, the item stays as it is, which never costs a requirement its cover.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from preceptor.relieve.compliance.rules.items import ItemValues, frequency_of

END, COMBINE, CHANGE = "end", "combine", "change"


@dataclass(frozen=True)
class Way:
    """How a plan asks an item of one kind of school: by whom, how often, on which form."""

    scope: str
    signer: str
    times: int
    form: str = ""


@dataclass(frozen=True)
class Change:
    """One change of one item: ended, joined into another, or asked otherwise."""

    code: str
    act: str
    frequency: str = ""
    signer: str = ""
    into: str = ""
    covered_by: tuple[str, ...] = ()
    why: str = ""


def scope_name(level: str, charter: str) -> str:
    """A kind of school as the planner knows it."""
    return level if charter == "none" else f"{level}, {charter}"


def scopes_of(values: ItemValues) -> tuple[str, ...]:
    """The kinds of school that an item is asked of."""
    return tuple(sorted(scope_name(level, charter) for level in values.levels for charter in values.charters))


def same_groups(codes: Iterable[str], same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Items that reviewers judged the same share a name: that of their first."""
    root = {code: code for code in codes}

    def find(code: str) -> str:
        while root[code] != code:
            code = root[code]
        return code

    for a, b in same:
        if a in root and b in root:
            one, other = sorted((find(a), find(b)))
            root[other] = one
    sizes = Counter(find(code) for code in root)
    return {code: find(code) for code in sorted(root) if sizes[find(code)] > 1}


def changes_of(
    items: Mapping[str, ItemValues],
    ways: Mapping[str, Sequence[Way]],
    covered_by: Mapping[str, Sequence[str]],
    whys: Mapping[str, str],
) -> tuple[Change, ...]:
    """The changes that a plan makes, item by item; items without one stay."""
    forms = _forms(items, ways)
    found = []
    for code in sorted(items):
        change = _change(items[code], tuple(ways.get(code, ())), forms)
        if change is not None:
            found.append(replace(change, covered_by=tuple(covered_by.get(code, ())), why=whys.get(code, "")))
    return tuple(found)


def _change(item: ItemValues, ways: tuple[Way, ...], forms: Mapping[str, str]) -> Change | None:
    if not ways:
        return Change(item.code, END)
    way = _alike(item, ways)
    if way is None:
        return None
    leader = forms.get(item.code, "")
    frequency = frequency_of(way.times)
    if leader and leader != item.code:
        return Change(item.code, COMBINE, frequency, way.signer, into=leader)
    if leader or (frequency, way.signer) != (item.frequency, item.signer):
        return Change(item.code, CHANGE, frequency, way.signer, into=leader)
    return None


def _alike(item: ItemValues, ways: tuple[Way, ...]) -> Way | None:
    """The one way in which an item can be asked of all its schools; nothing when signers or forms differ.

    Asking oftener, or kinds of school that the plan would spare, never costs a requirement its cover.
    """
    if len({(way.signer, way.form) for way in ways}) > 1:
        return None
    way = max(ways, key=lambda each: each.times)
    return way if way.form == "" or {each.scope for each in ways} == set(scopes_of(item)) else None


def _forms(items: Mapping[str, ItemValues], ways: Mapping[str, Sequence[Way]]) -> dict[str, str]:
    """Items that one form joins, each with the first of them; only where rhythm, signer and schools agree."""
    joined: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for code in sorted(items):
        way = _alike(items[code], tuple(ways.get(code, ()))) if ways.get(code) else None
        if way is not None and way.form:
            joined[way.form, way.times, way.signer, scopes_of(items[code])].append(code)
    return {code: codes[0] for codes in joined.values() if len(codes) > 1 for code in codes}


def applied(
    items: Mapping[str, ItemValues], changes: Sequence[Change], same: Mapping[str, str]
) -> dict[str, ItemValues]:
    """The catalogue after the changes: what stays meets everything that items judged the same as it met."""
    by_code = {change.code: change for change in changes}
    shared: defaultdict[str, set[str]] = defaultdict(set)
    for code, group in same.items():
        shared[group] |= set(items[code].requirements)
    after = {}
    for code, item in items.items():
        met = set(item.requirements) | shared[same.get(code, "")]
        change = by_code.get(code)
        if change is None:
            after[code] = replace(item, requirements=tuple(sorted(met))) if met != set(item.requirements) else item
        elif change.act == CHANGE:
            after[code] = _changed(item, change, met)
    for change in changes:
        if change.act == COMBINE:
            part = items[change.code]
            after[change.into] = _joined(after[change.into], part, shared[same.get(change.code, "")])
    return after


def _changed(item: ItemValues, change: Change, met: set[str]) -> ItemValues:
    yearly = change.frequency == "year"
    return replace(
        item,
        frequency=change.frequency,
        signer=change.signer,
        due=item.due or "05-31" if yearly else "",
        window_days=max(item.window_days, 45) if yearly else item.window_days,
        requirements=tuple(sorted(met)),
    )


def _joined(form: ItemValues, part: ItemValues, shared: set[str]) -> ItemValues:
    """One item with the statements, questions and requirements of both; its minutes save opening it twice."""
    return replace(
        form,
        statement=f"{form.statement} {part.statement}",
        statement_es=f"{form.statement_es} {part.statement_es}" if form.statement_es and part.statement_es else "",
        questions=form.questions + part.questions,
        evidence="; ".join(dict.fromkeys(each for each in (form.evidence, part.evidence) if each)),
        evidence_needed=form.evidence_needed or part.evidence_needed,
        citation="; ".join(dict.fromkeys(each for each in (form.citation, part.citation) if each))[:200],
        least_signer=min(form.least_signer, part.least_signer, key=_RANK.index),
        minutes=form.minutes + max(part.minutes - OPENING, 1),
        minutes_low=form.minutes_low + max(part.minutes_low - OPENING, 0),
        minutes_high=form.minutes_high + part.minutes_high,
        requirements=tuple(sorted({*form.requirements, *part.requirements, *shared})),
    )


_RANK = ("principal", "designee", "office", "data")
OPENING = 1
"""Minutes that go into finding, opening and signing an item by itself."""
