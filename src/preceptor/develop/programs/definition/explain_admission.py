"""The ways in, told in plain sentences."""

from __future__ import annotations

from .admission import Admission, Criterion, Document, EligibilityRule, Endorsement, Question
from .phrases import Translate, say_list, say_range, say_size
from .program import Definition


def admission_sentences(name: str, definition: Definition, _: Translate) -> list[str]:
    """One way in: dates, rules, what to hand in, endorsement, review, decision."""
    admission = definition.admission[name]
    lines = [
        _("Applications open with “{opens}” and close with “{closes}”.").format(
            opens=_date(admission.opens, definition), closes=_date(admission.closes, definition)
        )
    ]
    if not admission.incomplete_considered:
        lines.append(_("An incomplete application is not considered."))
    if not admission.late_considered:
        lines.append(_("A late application is not considered."))
    lines += [_rule(rule, _) for rule in admission.rules.values()]
    lines += [_document(document, _) for document in admission.documents.values()]
    lines += [_question(question, _) for question in admission.questions.values()]
    if admission.texts:
        titles = say_list((f"“{definition.texts[text].title}”" for text in admission.texts), _)
        lines.append(_("To sign with the application: {titles}.").format(titles=titles))
    for endorsement in admission.endorsements.values():
        lines += _endorsement(endorsement, definition, _)
    return [*lines, *_review(admission, _), *_decisions(admission, definition, _)]


def text_sentences(definition: Definition, _: Translate) -> list[str]:
    """The texts that people sign."""
    moments = {
        "with_application": _("with the application"),
        "before_first_activity": _("before the first activity"),
        "at_start": _("at the start"),
    }
    lines = []
    for text in definition.texts.values():
        roles = say_list((definition.roles[role].title for role in text.signed_by), _)
        said = _("“{title}”, version {version}, signed {when} by: {roles}.")
        lines.append(said.format(title=text.title, version=text.version, when=moments[text.sign_when], roles=roles))
        if text.body_es:
            lines.append(_("“{title}” can be read and signed in Spanish too.").format(title=text.title))
        if text.signed_again_after_months:
            again = _("“{title}” is signed again after {n} months, and whenever its wording changes.")
            lines.append(again.format(title=text.title, n=text.signed_again_after_months))
    return lines


def _date(name: str, definition: Definition) -> str:
    """A date by its title."""
    return definition.timeline[name].title


def _rule(rule: EligibilityRule, _: Translate) -> str:
    """A rule, who judges it, and what is special about it."""
    judges = {
        "records": _("Judged from the district's records."),
        "reviewers": _("Judged by the reviewers."),
        "endorser": _("Judged by the endorser."),
        "office": _("Judged by the program office."),
    }
    parts = [rule.says, judges[rule.judged_by]]
    if rule.adverse:
        parts.append(_("The facts behind it are shown to the applicant alone."))
    if rule.waivable:
        parts.append(_("It can be waived with a reason and a second signature."))
    return " ".join(parts)


def _document(document: Document, _: Translate) -> str:
    """A document with its limits."""
    limits = [say_list((kind.upper() for kind in document.kinds), _)]
    if document.max_pages == 1:
        limits.append(_("one page at most"))
    elif document.max_pages:
        limits.append(_("{n} pages at most").format(n=document.max_pages))
    limits.append(_("{size} at most").format(size=say_size(document.max_bytes)))
    wanted = _("To upload: {title} ({limits}).") if document.required else _("May be uploaded: {title} ({limits}).")
    line = wanted.format(title=document.title, limits=", ".join(limits))
    return f"{line} {document.says}" if document.says else line


def _question(question: Question, _: Translate) -> str:
    """A question with its limits."""
    limits = [say_range(question.at_least, question.at_most, _)]
    if question.max_words:
        limits.append(_("{n} words at most").format(n=question.max_words))
    if question.max_chars:
        limits.append(_("{n} characters at most").format(n=question.max_chars))
    limits += question.choices.values()
    if not question.required:
        limits.append(_("optional"))
    said = ", ".join(limit for limit in limits if limit)
    return (
        _("Asked: {asks} ({limits})").format(asks=question.asks, limits=said)
        if said
        else _("Asked: {asks}").format(asks=question.asks)
    )


def _endorsement(endorsement: Endorsement, definition: Definition, _: Translate) -> list[str]:
    """An endorsement: by whom, when, what is certified."""
    givers = {
        "supervisor_of_record": _("the supervisor of record, found in the reporting line"),
        "employer": _("the employer"),
        "named_by_applicant": _("someone whom the applicant names"),
    }
    line = _("“{title}” is asked of {giver}, due with “{due}”.").format(
        title=endorsement.title, giver=givers[endorsement.by], due=_date(endorsement.due, definition)
    )
    if endorsement.may_decline:
        line = f"{line} {_('It may be declined.')}"
    certified = [_("Certified: {says}").format(says=says) for says in endorsement.statements.values()]
    asked = [_question(question, _) for question in endorsement.fields.values()]
    return [line, *certified, *asked]


def _review(admission: Admission, _: Translate) -> list[str]:
    """Who reads and what is scored."""
    review = admission.review
    if review is None:
        return []
    line = _("Each application is scored by {n} reviewers.").format(n=review.reviewers_per_application)
    if review.blind:
        line = f"{line} {_('They do not see each other’s scores.')}"
    return [line, *(_criterion(criterion, _) for criterion in review.criteria.values())]


def _criterion(criterion: Criterion, _: Translate) -> str:
    """One thing scored."""
    return _("Scored from {lowest} to {highest}, with weight {weight}: {title}. {says}").format(
        lowest=criterion.lowest,
        highest=criterion.highest,
        weight=criterion.weight,
        title=criterion.title,
        says=criterion.says,
    )


def _decisions(admission: Admission, definition: Definition, _: Translate) -> list[str]:
    """When people hear, what they may hear, and how to contest it."""
    decisions = admission.decisions
    if decisions is None:
        return []
    titles = say_list((f"“{outcome.title}”" for outcome in decisions.outcomes.values()), _)
    when = _date(decisions.notify, definition)
    lines = [_("Everybody hears by “{when}”. Possible decisions: {titles}.").format(when=when, titles=titles)]
    if decisions.all_at_once:
        lines.append(_("All letters go out together."))
    if decisions.appeal:
        lines.append(
            _("A decision can be contested within {n} days before {office}.").format(
                n=decisions.appeal.within_days, office=decisions.appeal.to
            )
        )
    return lines
