"""A certificate: awarded by rule, opened by its holder, verified by a stranger, revoked, and refused at once."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from time_machine import travel

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.tests.world import AWARD, NOW, World, make_awards
from preceptor.foundation.jobs.public import run_pending
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def after_the_work() -> Iterator[None]:
    """The clock runs from a day on which the duties are done."""
    with travel(NOW, tick=True):
        yield


def award(office: Walker, world: World) -> Certificate:
    """The office proposes whoever has earned it, approves, and the job issues it."""
    office.tab.goto(f"/awards/cycles/{world.cycle_id}/{AWARD}/")
    office.press("Propose")
    office.look("award-board")
    office.tab.goto(f"/awards/certificates/{Certificate.objects.get().pk}/")
    office.press("Approve and issue")
    run_pending(now=timezone.now())
    return Certificate.objects.get(state="issued")


def hold(holder: Walker, row: Certificate) -> None:
    """The holder opens it on a phone; the paper, the badge and the credential are there to be kept."""
    holder.tab.goto("/awards/")
    holder.look("my-certificates")
    holder.press(row.title)
    holder.look("certificate")
    kept = {
        name: holder.tab.request.get(holder.tab.get_by_role("link", name=name).get_attribute("href") or "").body()
        for name in ("Certificate (PDF)", "Badge (image)", "Credential (JSON)")
    }
    assert kept["Certificate (PDF)"].startswith(b"%PDF")
    assert kept["Badge (image)"].startswith(b"\x89PNG")
    assert row.number.encode() in kept["Credential (JSON)"]


def verify(stranger: Walker, row: Certificate, word: str) -> None:
    """Anybody types the number, without an account, and reads how it stands."""
    stranger.tab.goto("/awards/verify/")
    stranger.look("verify")
    stranger.tab.get_by_label(re.compile("Number on the certificate")).fill(row.number.lower().replace("-", " "))
    stranger.tab.get_by_role("main").get_by_role("button").first.click()
    stranger.look(f"verified-{word.lower()}")
    stranger.reads(row.holder_name, word)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_certificate_from_award_to_revocation(
    quiet_house: None, walk: Callable[..., Walker], width: int, after_the_work: None
) -> None:
    world = make_awards()
    office = walk(world.users["program_coordinator"], width)
    row = award(office, world)
    hold(walk(world.users["mentor"], width), row)
    stranger = walk(None, width, "/awards/verify/")
    verify(stranger, row, "Valid")
    office.tab.goto(f"/awards/certificates/{row.pk}/")
    office.look("certificate-office")
    office.tab.locator("summary", has_text="Revoke").click()
    office.tab.get_by_label("Reason").last.fill("The hours were entered by mistake.")
    office.press("Revoke for good")
    office.reads("The hours were entered by mistake.")
    verify(stranger, row, "Revoked")
