"""What other contexts may use of programs: definitions, their cycles, and the judging of rules on facts."""

from preceptor.develop.programs.commands import close_cycle, copy_cycle, edit_draft, import_draft, publish_cycle
from preceptor.develop.programs.definition import (
    CATALOGUE,
    Definition,
    FactValue,
    Judgement,
    decide,
    in_force,
    judge,
    names_in,
    resolve_timeline,
)
from preceptor.develop.programs.definition.admission import (
    Admission,
    EligibilityRule,
    Endorsement,
    Outcome,
    Question,
    SignedText,
)
from preceptor.develop.programs.definition.cohorts import Cohort
from preceptor.develop.programs.definition.conditions import trouble_with
from preceptor.develop.programs.definition.coursework import Criterion, Task
from preceptor.develop.programs.definition.duties import Activity as ActivityKind
from preceptor.develop.programs.definition.duties import Duty, Log
from preceptor.develop.programs.definition.facts import Fact
from preceptor.develop.programs.definition.pairing import Pairing
from preceptor.develop.programs.definition.people import USUAL_NOTE_DAYS
from preceptor.develop.programs.definition.rewards import Payment, Renewal
from preceptor.develop.programs.definition.timeline import DateEntry
from preceptor.develop.programs.queries import (
    CycleBrief,
    UnknownCycle,
    cycle,
    cycle_seen,
    cycles,
    cycles_of,
    open_cycles,
    open_cycles_seen,
    register_belonging,
    seen_cycles,
    sees_cycle,
)

__all__ = [
    "CATALOGUE",
    "USUAL_NOTE_DAYS",
    "ActivityKind",
    "Admission",
    "Cohort",
    "Criterion",
    "CycleBrief",
    "DateEntry",
    "Definition",
    "Duty",
    "EligibilityRule",
    "Endorsement",
    "Fact",
    "FactValue",
    "Judgement",
    "Log",
    "Outcome",
    "Pairing",
    "Payment",
    "Question",
    "Renewal",
    "SignedText",
    "Task",
    "UnknownCycle",
    "close_cycle",
    "copy_cycle",
    "cycle",
    "cycle_seen",
    "cycles",
    "cycles_of",
    "decide",
    "edit_draft",
    "import_draft",
    "in_force",
    "judge",
    "names_in",
    "open_cycles",
    "open_cycles_seen",
    "publish_cycle",
    "register_belonging",
    "resolve_timeline",
    "seen_cycles",
    "sees_cycle",
    "trouble_with",
]
