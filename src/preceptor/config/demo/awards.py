"""Certificates of the demonstration: an association's certification, with holders of some years and new proposals."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.awards.public import (
    approve_certificates,
    certificate_count,
    import_holders,
    issue_approved,
    propose_one,
    revoke_certificate,
)
from preceptor.develop.pairing.public import pair_spans
from preceptor.develop.programs.public import cycles_of, edit_draft, import_draft, open_cycles, publish_cycle
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.jobs.public import Run

KEY, AWARD = "mentor_certification", "certification"
PROGRAM = Path(__file__).resolve().parents[4] / "programs" / "mentor-certification.toml"
REASON = "The institute, the internship and the final project are in the association's files."
# How many days ago a group was certified: the first ones run out soon.
GROUPS = ((3 * 365 - 120, 2), (400, 5))
WAITING = 3
EARLIER = (
    ("NM-0417", "Rosalind Achterberg", 1000),
    ("NM-0422", "Desmond Okafor-Lee", 980),
    ("NM-0430", "Pilar Quintanilla", 700),
    ("NM-0451", "Theodore Vance", 640),
)


def awards(seeding: Seeding) -> str:
    """Certify some mentors at different times, let one certificate be revoked, leave three proposals waiting."""
    by = Actor("person", seeding.person_id("coordinator"), "demonstration")
    cycle_id = _cycle(by, seeding)
    if certificate_count(cycle_id):
        return "awards: already there"
    _import(cycle_id, by, seeding)
    people = _mentors(seeding)
    for days, number in GROUPS:
        group, people = people[:number], people[number:]
        _certify(cycle_id, group, by, seeding.now - timedelta(days=days))
    ids = _certify(cycle_id, people[:1], by, seeding.now - timedelta(days=90))
    revoke_certificate(
        certificate_id=ids[0], reason="The internship was not finished; entered by mistake.", by=by, now=seeding.now
    )
    _propose(cycle_id, people[1 : 1 + WAITING], by, seeding.now)
    return f"awards: {certificate_count(cycle_id)} certificates"


def _cycle(by: Actor, seeding: Seeding) -> int:
    """The association's program; published when it is not there yet."""
    found = cycles_of(KEY)
    if found:
        return found[0].id
    unit_id = next(each.unit_id for each in open_cycles())
    now, text = seeding.now - timedelta(days=4 * 365), PROGRAM.read_text(encoding="utf-8")
    cycle_id = import_draft(text=text, file=PROGRAM.name, name="National", unit_id=unit_id, by=by, now=now)
    institute = {"timeline.institute.when": (now + timedelta(days=30)).date()}
    revision = edit_draft(cycle_id=cycle_id, revision=0, edits=institute, by=by, now=now)
    publish_cycle(cycle_id=cycle_id, revision=revision, by=by, now=now)
    return cycle_id


def _mentors(seeding: Seeding) -> list[int]:
    """Mentors of the district's own program, the one whom a visitor can be first."""
    found = [pair.mentor_id for brief in open_cycles() for pair in pair_spans(brief.id)]
    return list(dict.fromkeys([seeding.person_id("mentor"), *found, seeding.person_id("applicant")]))


def _import(cycle_id: int, by: Actor, seeding: Seeding) -> None:
    """Holders whom the association certified before it came here."""
    rows = [f"{number},{name},{seeding.today - timedelta(days=days)}" for number, name, days in EARLIER]
    data = "\n".join(["number,name,awarded_on", *rows]).encode()
    import_holders(cycle_id=cycle_id, award=AWARD, data=data, write=True, by=by, now=seeding.now)


def _propose(cycle_id: int, people: Sequence[int], by: Actor, now: datetime) -> list[int]:
    return [
        propose_one(cycle_id=cycle_id, award=AWARD, person_id=person_id, reason=REASON, by=by, now=now)
        for person_id in people
    ]


def _certify(cycle_id: int, people: Sequence[int], by: Actor, now: datetime) -> list[int]:
    """Propose, approve and issue, as it would have gone at that moment."""
    ids = _propose(cycle_id, people, by, now)
    approve_certificates(cycle_id=cycle_id, ids=ids, by=by, now=now)
    run = Run(0, {}, 1, now, lambda _done, _total: None, lambda: None)
    issue_approved(cycle_id=cycle_id, run=run)
    return ids
