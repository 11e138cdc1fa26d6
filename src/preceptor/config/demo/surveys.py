"""Listening of the demonstration: a survey closed and read, one open, a focus group, content, advice."""

import random
from datetime import datetime, time, timedelta

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.programs.public import open_cycles
from preceptor.develop.surveys.public import (
    Planned,
    Questioned,
    Reply,
    Sitting,
    Terms,
    Text,
    add_adviser,
    add_question,
    add_theme,
    advice_given,
    answer,
    answer_advice,
    asked_people,
    close_survey,
    code_passage,
    hold_group,
    move_content,
    open_round,
    open_survey,
    passages_said,
    plan_content,
    plan_group,
    plan_meeting,
    question_keys,
    round_ids,
    share_results,
    take_advice,
    write_survey,
)
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import people, seats_of, today, zone

SAMPLE, SHARE = 160, 0.68
ADVISERS = ("mentor", "second_year", "applicant_high")
QUESTIONS = (
    Questioned(
        "scale",
        Text("My work leaves me time to visit classrooms.", "Mi trabajo me deja tiempo para visitar las aulas."),
    ),
    Questioned(
        "scale",
        Text(
            "Training comes when I need it and during the school day.",
            "La formación llega cuando la necesito y en horario escolar.",
        ),
    ),
    Questioned(
        "many",
        Text("What would help you most?", "¿Qué le ayudaría más?"),
        (
            Text("A mentor or coach at my school", "Un mentor o acompañante en mi escuela"),
            Text("Strategic budgeting", "Presupuesto estratégico"),
            Text("Building community", "Crear comunidad"),
            Text("Fewer certifications", "Menos certificaciones"),
        ),
    ),
    Questioned(
        "words",
        Text("What should we stop asking of you?", "¿Qué deberíamos dejar de pedirle?"),
        required=False,
    ),
)
SAID = (
    ("I certify the same drill three times for three offices.", "Certifications"),
    ("Stop sending forms in August; we are opening the building.", "Certifications"),
    ("I need somebody to think with, not another slide deck.", "Coaching on site"),
    ("Nobody taught me to read my own budget before it was due.", "Budget"),
    ("Evening trainings. My family sees me on Sundays.", "Time of day"),
    ("Repairs: I call and call, and nobody knows where it stands.", "Repairs"),
    ("Coaching in my own hallway was worth more than any workshop.", "Coaching on site"),
    ("Let me plan the budget with a principal who has done it.", "Budget"),
)
THEMES = {
    "Certifications": "signing the same thing for several offices",
    "Coaching on site": "help in one's own school, during the day",
    "Budget": "planning money with purpose",
    "Time of day": "when training takes place",
    "Repairs": "chasing what is broken",
}


def surveys(seeding: Seeding) -> str:
    """A round of listening with all its parts; a second time changes nothing."""
    if round_ids():
        return "surveys: already there"
    by = Actor("person", seeding.person_id("coordinator"), "demonstration")
    unit_id = int(seats_of(by.id or 0, today(seeding.now))[0].unit_path.rstrip("/").rpartition("/")[2])
    begun = seeding.now - timedelta(days=60)
    round_id = open_round(
        unit_id=unit_id,
        title=Text("Better support for school leaders", "Mejor apoyo para quienes dirigen escuelas"),
        purpose=Text(
            "We want to build training that you need, when you need it, and to stop asking for what helps nobody.",
            "Queremos construir la formación que necesita, cuando la necesita, "
            "y dejar de pedir lo que no ayuda a nadie.",
        ),
        by=by,
        now=begun,
    )
    asked = _first_survey(round_id, by, seeding, begun)
    _group(round_id, by, begun + timedelta(days=20))
    themes = _read(round_id, by, seeding.now - timedelta(days=25))
    _build(round_id, themes, by, seeding.now - timedelta(days=10))
    advisers = people([seeding.person_id(key) for key in ADVISERS])
    for each in advisers.values():
        add_adviser(round_id=round_id, email=each.email, by=by, now=begun)
    _open_survey(round_id, by, seeding)
    return f"surveys: {asked} answered, {len(passages_said(round_id))} passages, one survey open"


def _first_survey(round_id: int, by: Actor, seeding: Seeding, begun: datetime) -> int:
    chance = random.Random(seeding.seed)  # noqa: S311  the demonstration is made from a seed, not kept secret
    terms = Terms(
        Text("Your time and your training", "Su tiempo y su formación"),
        begun + timedelta(days=28),
        sample=SAMPLE,
    )
    survey_id = write_survey(round_id=round_id, terms=terms, by=by, now=begun)
    for question in QUESTIONS:
        add_question(survey_id=survey_id, question=question, by=by, now=begun)
    open_survey(survey_id=survey_id, by=by, now=begun)
    keys, asked = question_keys(survey_id), asked_people(survey_id)
    chosen = chance.sample(asked, round(len(asked) * SHARE))
    for place, person_id in enumerate(chosen):
        words = SAID[place % len(SAID)][0] if place < 3 * len(SAID) else ""
        given = {
            keys[0]: [chance.choice("1122233345")],
            keys[1]: [chance.choice("1223334")],
            keys[2]: sorted(chance.sample("0123", 2)),
            keys[3]: [words],
        }
        answer(survey_id=survey_id, given=given, by=Actor("person", person_id, ""), now=begun + timedelta(days=5))
    close_survey(survey_id=survey_id, by=by, now=begun + timedelta(days=28))
    share_results(survey_id=survey_id, by=by, now=begun + timedelta(days=35))
    return len(chosen)


def _open_survey(round_id: int, by: Actor, seeding: Seeding) -> None:
    terms = Terms(
        Text("Two minutes: the new budget course", "Dos minutos: el nuevo curso de presupuesto"),
        datetime.combine(today(seeding.now + timedelta(days=9)), time(23, 59), zone()),
    )
    survey_id = write_survey(round_id=round_id, terms=terms, by=by, now=seeding.now)
    for question in (QUESTIONS[1], QUESTIONS[3]):
        add_question(survey_id=survey_id, question=question, by=by, now=seeding.now)
    open_survey(survey_id=survey_id, by=by, now=seeding.now)


def _group(round_id: int, by: Actor, when: datetime) -> None:
    held = Sitting("First-year principals", when, 60, "District office, room 4")
    group_id = plan_group(round_id=round_id, sitting=held, members=8, by=by, now=when - timedelta(days=10))
    said = "\n".join((SAID[2][0], "The first year is lonely; a weekly call would be enough.", SAID[4][0]))
    hold_group(group_id=group_id, statements=said, by=by, now=when + timedelta(hours=2))


def _read(round_id: int, by: Actor, when: datetime) -> dict[str, int]:
    """Themes named, and most passages read."""
    themes = {
        name: add_theme(round_id=round_id, name=name, says=says, by=by, now=when) for name, says in THEMES.items()
    }
    meant = dict(SAID)
    for place, (passage_id, text) in enumerate(passages_said(round_id)):
        if place % 5 and text in meant:
            code_passage(passage_id=passage_id, theme_ids=[themes[meant[text]]], by=by, now=when)
    return themes


def _build(round_id: int, themes: dict[str, int], by: Actor, when: datetime) -> None:
    """Content with its themes, and an advisory group that met."""
    cycle_id = next((each.id for each in open_cycles()), None)
    course = Planned(
        "Budget with a colleague",
        "Four mornings at a school, each with a principal who has planned one.",
        "course",
        (themes["Budget"], themes["Time of day"]),
        None,
        today(when + timedelta(days=40)),
    )
    coaching = Planned(
        "Somebody to think with",
        "Mentors for every new principal, in their own school.",
        "coaching",
        (themes["Coaching on site"],),
        cycle_id,
        today(when - timedelta(days=5)),
    )
    residency = Planned(
        "A year beside a principal",
        "A residency for future leaders of schools that are hard to staff.",
        "residency",
        (themes["Coaching on site"],),
    )
    made = [plan_content(round_id=round_id, planned=each, by=by, now=when) for each in (course, coaching, residency)]
    move_content(content_id=made[0], state="work", told="", by=by, now=when)
    told = "Letter to all new principals, the superintendent's bulletin, and the supervisors' meeting."
    move_content(content_id=made[1], state="launched", told=told, by=by, now=when)
    _advice(round_id, by, when)


def _advice(round_id: int, by: Actor, when: datetime) -> None:
    first = Sitting("First meeting of the advisory group", when - timedelta(days=3), 90, "By video")
    meeting_id = plan_meeting(
        round_id=round_id, sitting=first, agenda="What the survey says, and what to build first.", by=by, now=when
    )
    for text in ("Begin with budgets: they are due in March.", "No training after four in the afternoon."):
        take_advice(meeting_id=meeting_id, text=text, content_id=None, by=by, now=when)
    first_advice = advice_given(meeting_id)[0]
    answer_advice(advice_id=first_advice, reply=Reply("taken", "", today(when + timedelta(days=60))), by=by, now=when)
