"""Who sees and judges whose work: oneself, those whom the office named for it, and the office where it may."""

from dataclasses import dataclass
from datetime import datetime

from preceptor.develop.activities.public import taking_part
from preceptor.develop.coursework.models import Work
from preceptor.develop.coursework.queries.refusals import unknown
from preceptor.develop.coursework.queries.terms import TaskTerms, task_terms
from preceptor.develop.programs.public import CycleBrief, cycle
from preceptor.develop.sessions.public import leading_roles
from preceptor.foundation.audit.public import Actor, may

OVERSEE = "coursework.oversee"


@dataclass(frozen=True)
class Place:
    """One piece of work: whose, of which cycle, task and item."""

    cycle_id: int
    person_id: int
    task: str
    item: str


@dataclass(frozen=True)
class Seen:
    """A piece of work as the reader stands to it."""

    brief: CycleBrief
    terms: TaskTerms
    place: Place
    own: bool
    judges: bool
    office: bool
    reads: bool


def oversees(brief: CycleBrief, by: Actor, now: datetime) -> bool:
    """Whether the reader runs the program."""
    return may(by, OVERSEE, where=brief.unit_path, now=now)


def office_reads(brief: CycleBrief) -> bool:
    """Whether the office reads what is handed in: it does, unless the program promises that it sees no content."""
    privacy = brief.definition.privacy
    return privacy is None or "content" in privacy.office_sees


def seen(place: Place, by: Actor, now: datetime) -> Seen:
    """A piece of work with what the reader may do about it; refuses whoever has nothing to do with it."""
    brief = cycle(place.cycle_id)
    terms = task_terms(brief.definition).get(place.task)
    if terms is None or not terms.has(place.item) or by.kind != "person" or by.id is None:
        raise unknown()
    own = by.id == place.person_id
    office = not own and oversees(brief, by, now)
    leads = not own and place.person_id in leading_roles(by.id, brief.id).get(terms.task.judged_by or "", ())
    if not (own or office or leads) or not takes_part(brief, place.person_id, terms.task.who):
        raise unknown()
    reads = own or leads or (office and office_reads(brief))
    # What is observed the office can record itself: it fills the roles that observe.
    judges = terms.task.judged_by is not None and (leads or (office and (reads or not terms.task.hands_in)))
    return Seen(brief, terms, place, own, judges, office, reads)


def takes_part(brief: CycleBrief, person_id: int, role: str) -> bool:
    """Whether somebody has, or had, the role that does the work."""
    return person_id in taking_part(brief, person_id).roles.get(role, {})


def may_read_file(actor: Actor, about: str, now: datetime) -> bool:
    """Whether the actor may open a file that was handed in."""
    number = about.partition(":")[2]
    work = Work.objects.filter(pk=int(number)).first() if number.isdigit() else None
    if work is None or actor.kind != "person" or actor.id is None:
        return False
    if actor.id == work.person_id:
        return True
    brief = cycle(work.cycle_id)
    terms = task_terms(brief.definition).get(work.task)
    judged_by = terms.task.judged_by if terms else None
    if judged_by and work.person_id in leading_roles(actor.id, brief.id).get(judged_by, ()):
        return True
    return office_reads(brief) and oversees(brief, actor, now)
