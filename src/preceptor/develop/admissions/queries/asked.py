"""What a cycle's definition asks of one role: the way in, its questions, and what completes an application."""

from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.rules.answers import Asked
from preceptor.develop.admissions.rules.completeness import Wanted
from preceptor.develop.programs.public import Admission, CycleBrief, Definition, Question
from preceptor.foundation.look.public import Refusal

WISH = "mentees_wished"


class UnknownCall(Refusal):
    """This cycle takes no applications for such a role."""

    status = 404


def way_into(cycle: CycleBrief, role: str) -> Admission:
    """The way into a role; UnknownCall when the role is not filled by application."""
    found = cycle.definition.admission.get(role)
    if found is None:
        raise UnknownCall(
            "unknown-call",
            _("This program takes no applications for such a role."),
            remedy=_("Choose one from the list of calls."),
        )
    return found


def window_of(cycle: CycleBrief, way: Admission) -> tuple[datetime, datetime]:
    """The moments between which applications are taken."""
    return cycle.dates[way.opens], cycle.dates[way.closes]


def dated_ways(cycle: CycleBrief) -> dict[str, Admission]:
    """The roles that are filled by application and whose dates are set, each with the way into it."""
    ways = cycle.definition.admission.items()
    return {role: way for role, way in ways if way.opens in cycle.dates and way.closes in cycle.dates}


def questions_of(definition: Definition, role: str) -> dict[str, Question]:
    """The questions of the form; how many partners are wished is asked first where the role says so."""
    questions = dict(definition.admission[role].questions)
    part = definition.roles[role]
    if not part.wish_asked or WISH in questions:
        return questions
    wish = Question(
        asks=_("How many people do you wish to support?"),
        kind="number",
        at_least=max(1, part.partners.at_least),
        at_most=part.partners.at_most,
    )
    return {WISH: wish, **questions}


def asked(question: Question) -> Asked:
    """A question as the rules see it."""
    return Asked(
        kind=question.kind,
        required=question.required,
        choices=tuple(question.choices),
        at_least=question.at_least,
        at_most=question.at_most,
        max_words=question.max_words,
        max_chars=question.max_chars,
    )


def wanted(definition: Definition, role: str) -> Wanted:
    """All that makes an application for a role complete."""
    way = definition.admission[role]
    return Wanted(
        questions={name: asked(question) for name, question in questions_of(definition, role).items()},
        documents=tuple(name for name, document in way.documents.items() if document.required),
        texts=way.texts,
        endorsements=tuple(name for name, endorsement in way.endorsements.items() if endorsement.required),
    )


def text_code(cycle: CycleBrief, text: str) -> str:
    """The code under which the programs context publishes a text of this program."""
    return f"{cycle.program_key}.{text}"


def endorsement_code(cycle: CycleBrief, role: str, name: str) -> str:
    """The code under which the statements of an endorsement are published for signing."""
    return f"{cycle.program_key}.{role}.{name}"[:80]
