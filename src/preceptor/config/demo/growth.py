"""Growth of the demonstration: all systems, a principal with history and a goal, mentors who share their level."""

from datetime import timedelta

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.growth.public import (
    Placed,
    add_evidence,
    answer_placement,
    ask_partner,
    load_text,
    my_growth_page,
    release_to_office,
    save_placement,
    set_goal,
    shipped,
    start_placement,
)
from preceptor.develop.handbooks.public import publish_handbook
from preceptor.develop.handbooks.public import shipped as handbooks
from preceptor.develop.pairing.public import pair_spans
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import people

WHY = "Two new principals asked me questions this month, and I answered most of them with a question of my own."
ANSWER = "I saw it on your last visit: you waited, and the answer came from her."
GOAL = "In every conversation with a new principal I ask before I tell, and let a colleague count how often."
PROOF = "A colleague counted on two visits: eleven questions, three answers."
OTHERS = 8


def growth(seeding: Seeding) -> str:
    """Load the systems; place some mentors and let them share their level with the office."""
    for book in handbooks():
        publish_handbook(text=book.read_text(encoding="utf-8"), file=book.name, by=SYSTEM, now=seeding.now)
    for kind, path in shipped():
        load_text(kind=kind, text=path.read_text(encoding="utf-8"), file=path.name, by=SYSTEM, now=seeding.now)
    shown = seeding.person_id("mentor")
    if my_growth_page(by=_actor(shown), now=seeding.now).history:
        return "growth: already there"
    mentors = dict.fromkeys(pair.mentor_id for brief in open_cycles() for pair in pair_spans(brief.id))
    placed = sum(_place(seeding, each) for each in [shown, *[one for one in mentors if one != shown][:OTHERS]])
    by, now = _actor(shown), seeding.now
    goal = set_goal(strand="coaching", text=GOAL, due=seeding.today + timedelta(days=12), by=by, now=now)
    add_evidence(goal_id=goal, text=PROOF, by=by, now=now)
    _ask(seeding, seeding.person_id("assistant_principal"))
    return f"growth: {placed} placements agreed"


def _actor(person_id: int) -> Actor:
    return Actor("person", person_id, people([person_id])[person_id].name)


def _ask(seeding: Seeding, person_id: int) -> bool:
    """Somebody places themselves and asks a specialist; nobody without a system."""
    by, now = _actor(person_id), seeding.now - timedelta(days=20)
    strands = [each.strand.name for each in my_growth_page(by=by, now=now).strands]
    if not strands or person_id == seeding.person_id("reviewer_1"):
        return False
    number = start_placement(by=by, now=now)
    said = {name: Placed(3, WHY if name == "coaching" else "") for name in strands}
    save_placement(placement_id=number, placed=said, by=by, now=now)
    partner = seeding.person_id("reviewer_1")
    ask_partner(placement_id=number, partner_id=partner, knowing=False, by=by, now=now)
    return True


def _place(seeding: Seeding, person_id: int) -> bool:
    """The same, answered, agreed, and shared with the office that finds coaches."""
    if not _ask(seeding, person_id):
        return False
    by, now = _actor(person_id), seeding.now - timedelta(days=15)
    page = my_growth_page(by=by, now=now)
    said = {each.strand.name: Placed(3, ANSWER) for each in page.strands}
    assert page.under_way is not None  # noqa: S101  asked just now
    reviewer = _actor(seeding.person_id("reviewer_1"))
    answer_placement(placement_id=page.under_way.id, placed=said, by=reviewer, now=now)
    for each in my_growth_page(by=by, now=now).strands:
        if each.strand.name == "coaching" and each.line_id is not None:
            release_to_office(line_id=each.line_id, by=by, now=now)
    return True
