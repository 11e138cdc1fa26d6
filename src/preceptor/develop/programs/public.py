"""What other contexts may use of programs: definitions, their cycles, and the judging of rules on facts."""

from preceptor.develop.programs.definition import CATALOGUE, Definition, FactValue, Judgement, decide, judge, names_in
from preceptor.develop.programs.definition.admission import Admission, EligibilityRule, Endorsement, Outcome, Question
from preceptor.develop.programs.definition.pairing import Pairing
from preceptor.develop.programs.queries import CycleBrief, UnknownCycle, cycle, cycles, cycles_of, open_cycles

__all__ = [
    "CATALOGUE",
    "Admission",
    "CycleBrief",
    "Definition",
    "EligibilityRule",
    "Endorsement",
    "FactValue",
    "Judgement",
    "Pairing",
    "Outcome",
    "Question",
    "UnknownCycle",
    "cycle",
    "cycles",
    "cycles_of",
    "decide",
    "judge",
    "names_in",
    "open_cycles",
]
