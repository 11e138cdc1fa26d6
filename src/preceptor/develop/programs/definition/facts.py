"""The documented facts: all that a condition may ask about a person or a school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from .people import Level

Kind = Literal["yes_no", "whole", "number", "word", "date"]
Plain: TypeAlias = bool | int | float | str | dt.datetime


@dataclass(frozen=True)
class Fact:
    """One fact: its name, kind, where it comes from, and what it means."""

    name: str
    kind: Kind
    source: str
    says: str
    words: tuple[str, ...] = ()
    adverse: bool = False


@dataclass(frozen=True)
class FactValue:
    """What is known of one person: the value, where it comes from and on what date it held."""

    value: Plain | None
    source: str
    as_of: dt.date | None


_PERSONNEL = "Personnel records"
_STANDING = "Standing facts of the personnel office (confidential)"
_SCHOOLS = "School directory"
_APPLICATION = "The person's application"
_ENDORSER = "The endorsement"
_PROGRAM = "This program's own records"
_SCHEDULE = "The school's list of scheduling duties"

_FACTS = (
    Fact("current_principal", "yes_no", _PERSONNEL, "Holds a principal's position today."),
    Fact("permanent_principal", "yes_no", _PERSONNEL, "Has permanent status as a principal."),
    Fact("assistant_principal", "yes_no", _PERSONNEL, "Holds an assistant principal's position today."),
    Fact("counselor", "yes_no", _PERSONNEL, "Holds a counselor's position today."),
    Fact("coordinator", "yes_no", _PERSONNEL, "Holds a coordinator's position at a school today."),
    Fact("administrator", "yes_no", _PERSONNEL, "Holds an administrative position today."),
    Fact("retired", "yes_no", _PERSONNEL, "Has retired from the district."),
    Fact("on_leave", "yes_no", _PERSONNEL, "Is on leave today."),
    Fact("newly_assigned", "yes_no", _PERSONNEL, "Became a principal for the first time within the last two years."),
    Fact("months_as_principal", "whole", _PERSONNEL, "Whole months in a principal's position, in all."),
    Fact("years_as_principal", "whole", _PERSONNEL, "Whole years in a principal's position, in all."),
    Fact("years_as_administrator", "whole", _PERSONNEL, "Whole years in administrative positions, in all."),
    Fact("first_principal_start", "date", _PERSONNEL, "The first day in a principal's position."),
    Fact("sites_assigned", "whole", _PERSONNEL, "How many school sites the person is assigned to today."),
    Fact("good_standing", "yes_no", _STANDING, "Is in good standing."),
    Fact("below_standard_evaluation", "yes_no", _STANDING, "Has a below-standard evaluation on record.", adverse=True),
    Fact("notice_of_unsatisfactory_act", "yes_no", _STANDING, "Has a notice of an unsatisfactory act.", adverse=True),
    Fact("suspension", "yes_no", _STANDING, "Has a suspension on record.", adverse=True),
    Fact("school_level", "word", _SCHOOLS, "The level of the person's school.", words=get_args(Level)),
    Fact("secondary_school", "yes_no", _SCHOOLS, "The person's school has grades of a middle or a high school."),
    Fact("charter", "yes_no", _SCHOOLS, "The person's school is a directly funded charter school."),
    Fact("enrollment", "whole", _SCHOOLS, "Pupils enrolled at the person's school in the last yearly count."),
    Fact("builds_master_schedule", "yes_no", _SCHEDULE, "Builds the school's master schedule."),
    Fact("supervises_master_schedule", "yes_no", _SCHEDULE, "Supervises the school's master schedule."),
    Fact("supports_master_schedule", "yes_no", _SCHEDULE, "Directly supports the building of the master schedule."),
    Fact("preliminary_credential", "yes_no", _PERSONNEL, "Holds a preliminary administrative services credential."),
    Fact("clear_credential", "yes_no", _PERSONNEL, "Holds a clear administrative services credential."),
    Fact("credential_issued", "date", _PERSONNEL, "The day on which the preliminary credential was issued."),
    Fact("endorsed", "yes_no", _ENDORSER, "The supervisor of record has endorsed the person."),
    Fact("employer_agreed", "yes_no", _ENDORSER, "The employer has signed the agreement that the program needs."),
    Fact("tools_committed", "yes_no", _ENDORSER, "The site supervisor has promised the tools that the work needs."),
    Fact("invited", "yes_no", _PROGRAM, "The program office has invited the person."),
    Fact("partners", "whole", _PROGRAM, "How many partners the person has in this program today."),
    Fact("program_year", "whole", _PROGRAM, "Which year of the program the person is in: 1, 2, ..."),
    Fact("institute_completed", "yes_no", _PROGRAM, "Has completed this program's institute."),
    Fact("holds_certification", "yes_no", _PROGRAM, "Holds this program's certification, still valid."),
    Fact("texts_signed", "yes_no", _APPLICATION, "Has signed every text that the application asks for."),
    Fact("mentees_wished", "whole", _APPLICATION, "How many partners the person wishes to have."),
)

CATALOGUE: Mapping[str, Fact] = {fact.name: fact for fact in _FACTS}
