"""Settings that must fit together within one part: a role and how it is filled, a payment and its formula, a limit."""

from __future__ import annotations

from collections.abc import Iterator

from preceptor.languages.faults import Finding, Path

from .admission import Admission, EligibilityRule, Question
from .coursework import Task
from .dates import counts_from
from .duties import Duty, Limit
from .moments import PAIR_START
from .parts import Range
from .people import Role
from .program import Definition
from .rewards import Payment

WHOLE_PERCENT = 100


def fitting_findings(definition: Definition) -> Iterator[Finding]:
    """Every setting that contradicts, or lacks, another one beside it."""
    for name, role in definition.roles.items():
        yield from _role(("roles", name), role, definition)
    for name, admission in definition.admission.items():
        yield from _admission(("admission", name), admission)
    for name, duty in definition.duties.items():
        yield from _duty(("duties", name), duty)
        yield from _pair_start(("duties", name), duty, definition)
    for name, task in definition.coursework.items():
        yield from _task(("coursework", name), task, definition)
    for name, payment in definition.pay.items():
        yield from _payment(("pay", name), payment)
    yield from _pairing(definition)


def _role(path: Path, role: Role, definition: Definition) -> Iterator[Finding]:
    """A role and how it is filled."""
    if role.filled == "records" and role.condition is None:
        yield Finding(path, "A role filled from records needs a condition.", "Add condition = '...' over the facts.")
    if role.condition is not None and role.condition_says is None:
        yield Finding((*path, "condition"), "The condition has no sentence for people.", "Add condition_says = '...'.")
    if role.filled == "selection" and role.selected_by is None:
        yield Finding(path, "A role filled by selection needs to say who selects.", "Add selected_by = '<role>'.")
    if role.filled == "application" and path[-1] not in definition.admission:
        yield Finding(path, "People apply for this role, but there is no way in.", f"Add [admission.{path[-1]}].")
    yield from _range((*path, "places"), role.places)
    yield from _range((*path, "partners"), role.partners)


def _range(path: Path, span: Range) -> Iterator[Finding]:
    """From and to in this order."""
    if span.at_most is not None and span.at_least > span.at_most:
        yield Finding(path, "at_least is more than at_most.", "Exchange the two figures.")


def _admission(path: Path, admission: Admission) -> Iterator[Finding]:
    """Rules with a judge that can judge them, questions with settings of their kind."""
    for name, rule in admission.rules.items():
        yield from _rule((*path, "rules", name), rule, admission)
    for name, question in admission.questions.items():
        yield from _question((*path, "questions", name), question)
    for name, endorsement in admission.endorsements.items():
        for field, question in endorsement.fields.items():
            yield from _question((*path, "endorsements", name, "fields", field), question)
    if admission.review is not None:
        for name, criterion in admission.review.criteria.items():
            if criterion.lowest >= criterion.highest:
                where = (*path, "review", "criteria", name)
                yield Finding(where, "The lowest score is not below the highest.", "Exchange the two figures.")


def _rule(path: Path, rule: EligibilityRule, admission: Admission) -> Iterator[Finding]:
    """Records need a condition; other judges must not have one; a criterion must exist."""
    if rule.judged_by == "records" and rule.condition is None:
        yield Finding(
            path, "A rule judged by records needs a condition.", "Add condition = '...', or judged_by = 'reviewers'."
        )
    if rule.judged_by in {"reviewers", "office"} and rule.condition is not None:
        yield Finding(
            (*path, "condition"), "A rule judged by people has a condition.", "Leave it out, or judge it by 'records'."
        )
    known = admission.review.criteria if admission.review else {}
    if rule.criterion is not None and rule.criterion not in known:
        have = f"This review has: {', '.join(known)}." if known else "This admission has no review."
        yield Finding((*path, "criterion"), f"There is no criterion called '{rule.criterion}'.", have)


_ONLY_FOR = {
    "choices": "choice",
    "at_least": "number",
    "at_most": "number",
    "max_words": "short_answer",
    "max_chars": "short_answer",
}


def _question(path: Path, question: Question) -> Iterator[Finding]:
    """A question's settings must be those of its kind."""
    for setting, kind in _ONLY_FOR.items():
        if getattr(question, setting) and question.kind != kind:
            yield Finding(
                (*path, setting), f"{setting} has no meaning for a {question.kind} question.", f"Use kind = '{kind}'."
            )
    if question.kind == "choice" and len(question.choices) < 2:
        yield Finding(path, "A choice needs two choices at least.", "Add them under choices.")
    if question.at_least is not None and question.at_most is not None and question.at_least > question.at_most:
        yield Finding((*path, "at_least"), "at_least is more than at_most.", "Exchange the two figures.")


def _duty(path: Path, duty: Duty) -> Iterator[Finding]:
    """Limits that limit something and do not contradict each other."""
    for place, limit in enumerate(duty.limits):
        yield from _limit((*path, "limits", place), limit)
    for place, share in enumerate(duty.shares):
        if bool(share.modes) == bool(share.activities):
            yield Finding(
                (*path, "shares", place), "A share is either of modes or of activities.", "Give exactly one of the two."
            )
    if duty.condition is not None and duty.condition_says is None:
        yield Finding((*path, "condition"), "The condition has no sentence for people.", "Add condition_says = '...'.")
    if len([due for due in duty.due if due.reading is None]) > 1:
        yield Finding((*path, "due"), "The duty is due at two times at once.", "Keep one, or tie each to a reading.")


def _limit(path: Path, limit: Limit) -> Iterator[Finding]:
    """At least or at most, in this order."""
    if limit.at_least is None and limit.at_most is None:
        yield Finding(path, "This limit limits nothing.", "Add at_least or at_most.")
    elif limit.at_least is not None and limit.at_most is not None and limit.at_least > limit.at_most:
        yield Finding((*path, "at_least"), "at_least is more than at_most.", "Exchange the two figures.")


def _pair_start(path: Path, duty: Duty, definition: Definition) -> Iterator[Finding]:
    """Only what is owed for each partner can be due so long after a pair began."""
    for place, due in enumerate(duty.due):
        if duty.for_each is None and counts_from(due.when, PAIR_START, definition.timeline):
            yield Finding(
                (*path, "due", place, "when"),
                "This date counts from the start of a pair, but the duty is not owed for each partner.",
                "Add for_each = '<role>', or count from own start.",
            )


def _task(path: Path, task: Task, definition: Definition) -> Iterator[Finding]:
    """A piece of work: done so often, handed in or observed, judged by levels that exist."""
    yield from _task_times(path, task, definition)
    if not task.hands_in and task.judged_by is None:
        yield Finding(path, "Nothing is handed in, and nobody observes it.", "Add hands_in, or judged_by.")
    if task.rubric and task.judged_by is None:
        yield Finding((*path, "rubric"), "There is a rubric, but nobody judges by it.", "Add judged_by = '<role>'.")
    for name, criterion in task.rubric.items():
        if criterion.mastered_from not in criterion.levels:
            yield Finding(
                (*path, "rubric", name, "mastered_from"),
                f"There is no level called '{criterion.mastered_from}'.",
                f"This criterion has: {', '.join(criterion.levels)}.",
            )
    kind = definition.activities.get(task.activity)
    if kind is not None and kind.with_roles and task.who not in kind.with_roles:
        yield Finding(
            (*path, "who"), f"Nobody in the role '{task.who}' takes part in this activity.", "Add it to with_roles."
        )


def _task_times(path: Path, task: Task, definition: Definition) -> Iterator[Finding]:
    """Once for each session of a cohort that says how many it has, or so many times."""
    name = task.for_each_session
    if name is None:
        if not task.times:
            yield Finding((*path, "times"), "It is never done.", "Write 1 or more.")
        return
    cohort = definition.cohorts.get(name)
    if cohort is None:
        have = f"This definition has: {', '.join(definition.cohorts)}." if definition.cohorts else "There are none yet."
        yield Finding((*path, "for_each_session"), f"There is no cohort called '{name}'.", have)
    elif not cohort.sessions and not cohort.how_many_sessions:
        yield Finding(
            (*path, "for_each_session"), "It is not said how many sessions the cohort has.", "Add how_many_sessions."
        )
    if task.times != 1:
        yield Finding((*path, "times"), "It is done for each session, and so many times too.", "Leave one of them out.")


def _payment(path: Path, payment: Payment) -> Iterator[Finding]:
    """Somebody gets it or owes it, and the formula has its figures."""
    if (payment.to is None) == (payment.owed_by is None):
        yield Finding(path, "Money goes to somebody or is owed by somebody.", "Give exactly one of to and owed_by.")
    if payment.formula in {"fixed", "per_hour", "per_partner"} and payment.amount is None:
        yield Finding((*path, "formula"), f"The formula '{payment.formula}' needs an amount.", "Add amount = 1000.")
    if payment.formula == "by_partners" and not payment.tiers:
        yield Finding((*path, "formula"), "The formula 'by_partners' needs tiers.", "Add tiers of partners and amount.")
    if payment.later_percent != WHOLE_PERCENT and payment.formula != "per_partner":
        yield Finding(
            (*path, "later_percent"),
            "later_percent speaks of partners after the first, but the formula is not 'per_partner'.",
            "Set formula = 'per_partner', or leave later_percent out.",
        )
    if payment.activities and payment.formula != "per_hour":
        yield Finding(
            (*path, "activities"), "Hours are named, but the formula is not 'per_hour'.", "Leave activities out."
        )
    if payment.formula == "office_chooses" and (payment.amount is not None or payment.tiers):
        yield Finding(
            (*path, "formula"),
            "The office is to choose the formula, and yet figures are given.",
            "Keep at_most alone, or name the formula.",
        )


def _pairing(definition: Definition) -> Iterator[Finding]:
    """Two different sides, and preferences where the matching makes the pairs."""
    pairing = definition.pairing
    if pairing is None:
        return
    if pairing.mentor == pairing.mentee:
        yield Finding(("pairing", "mentee"), "Both sides of the pair are the same role.", "Name two roles.")
    if pairing.made_by == "matching" and not any(wish.weight for wish in pairing.preferences.values()):
        yield Finding(("pairing",), "The matching has nothing to go by.", "Add a preference with a weight above 0.")
