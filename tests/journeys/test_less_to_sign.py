"""A principal's Friday, and the office's reduction from finding to adopted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone

from preceptor.foundation.jobs.public import run_pending
from preceptor.relieve.compliance.models import Certification, Item, Obligation, ObligationDraft, PairLabel, Proposal
from preceptor.relieve.compliance.tests.test_reduction import next_year
from preceptor.relieve.compliance.tests.world import CATALOGUE, DRILL, PLAN, World, make_world
from tests.journeys.papers import resume
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
MINUTES = replace(PLAN, evidence="Minutes of the meeting", evidence_needed=True)
TWIN = replace(
    DRILL, code="DRILL-2", title="Fire drills held", statement=DRILL.statement.replace("held", "carried out")
)


def answer(principal: Walker, paper: Path) -> None:
    """One that asks questions and a file: a draft keeps itself, a wrong file is taken away, signing is one press."""
    principal.press("Safety plan adopted")
    principal.look("obligation")
    principal.reads("due Nov 2, 2026", "20 min", "Minutes of the meeting")
    with principal.tab.expect_response(lambda answered: answered.url.endswith("/draft/")):
        principal.type("How many took part?", "14")
    principal.tab.goto("/compliance/")
    principal.reads("draft kept")
    principal.press("Safety plan adopted")
    assert principal.tab.get_by_label("How many took part?").input_value() == "14"
    for name in ("wrong", "minutes"):
        file = {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": paper.read_bytes()}
        principal.tab.locator("input[type=file]").set_input_files([file])
        principal.press("Add the file")
    principal.press("Take away wrong.pdf")
    principal.reads("minutes.pdf", "The file is taken away")
    principal.answer("Yes")
    principal.counted()
    principal.press("Sign")
    assert principal.counted() == 1


def sign_together(principal: Walker) -> None:
    """Four late months with one signature, since their words are identical."""
    principal.press("Fire drill log (")
    principal.look("together")
    principal.reads("obligations with one signature", "I certify that a fire drill was held")
    principal.press("Sign")
    principal.reads("Signed")


@WIDTHS
def test_a_principal_s_friday(quiet_house: None, walk: Callable[..., Walker], tmp_path: Path, width: int) -> None:
    world: World = make_world((DRILL, MINUTES, *CATALOGUE[2:]))
    principal = walk(world.users["principal"], width)
    principal.desk("Certify: Fire drill log")
    principal.look("one-to-sign")
    principal.menu("Certifications")
    principal.look("due")
    principal.reads("are open now", "Together they take about", "minutes a week", "Only you see this")
    titles = principal.tab.locator("main .rows").first.locator(".rows__title").all_inner_texts()
    assert titles[0].startswith("Fire drill log"), titles  # September's was due before the plan
    answer(principal, resume(tmp_path))
    principal.look("signed")
    principal.press("Undo")
    principal.reads("Taken back", "minutes.pdf")
    assert principal.tab.get_by_label("How many took part?").input_value() == "14"
    assert ObligationDraft.objects.count() == 1
    principal.press("Sign")
    principal.press("What is due next")
    principal.reads("Signed: Safety plan adopted")
    sign_together(principal)
    principal.press("What is due next")
    principal.reads("Nothing is due")
    principal.look("nothing-due")
    principal.press("What I signed", "body")
    principal.look("my-signed")
    standing = Certification.objects.filter(withdrawn_at=None)
    assert sorted(each.certified.count() for each in standing) == [1, 4]


def find(office: Walker) -> None:
    """Search, say of two that they are the same, and plan."""
    office.press("Search for overlaps")
    run_pending(now=timezone.now())
    office.tab.reload()
    office.look("workbench")
    office.reads("Both speak of", "nothing on what the law asks")
    office.press("The same DRILL DRILL-2")
    assert PairLabel.objects.get().label == "same"
    office.press("Plan a reduction")
    run_pending(now=timezone.now())
    office.tab.reload()
    office.look("proposal")
    office.reads("hours a school and year given back", "requirements that lose their cover", "Waits for approval")


def approve(walk: Callable[..., Walker], world: World, who: str, width: int) -> None:
    """From the first page to the proposal, and yes."""
    person = walk(world.users[who], width)
    person.desk("Say whether certifications can go")
    person.look(f"proposal-{who}")
    person.press("Approve", "body")


@WIDTHS
def test_the_office_s_reduction_from_finding_to_adopted(
    quiet_house: None, walk: Callable[..., Walker], width: int
) -> None:
    world: World = make_world((*CATALOGUE, TWIN))
    next_year()
    office = walk(world.users["compliance_officer"], width)
    office.tab.goto("/compliance/workbench/")
    find(office)
    before = Obligation.objects.filter(unit=world.units["school-a"], signer="principal").count()
    approve(walk, world, "owner", width)
    approve(walk, world, "counsel", width)
    office.tab.reload()
    office.press("Adopt", "body")
    office.reads("Adopted")
    office.look("adopted")
    assert Item.objects.filter(ended_on__isnull=False).count() == 1
    office.tab.goto("/compliance/cycles/")
    office.look("cycles")
    office.press("Freeze the catalogue and start")
    run_pending(now=timezone.now())
    asked = Obligation.objects.filter(cycle_item__cycle__year="2027-28", unit=world.units["school-a"])
    assert asked.filter(signer="principal").count() < before / 3
    assert Proposal.objects.get().state == "adopted"
