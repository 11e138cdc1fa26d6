"""From sign-in to a submitted wish without a mouse."""

from typing import TYPE_CHECKING, Any

import pytest

from preceptor.develop.pairing.models import Wish
from tests.journeys.town import PASSWORD, Town
from tests.journeys.year import take_part

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]

MOST = 60
NAME = """(() => { const node = document.activeElement;
    return [node.innerText, node.getAttribute('aria-label'), ...[...(node.labels ?? [])].map(label => label.innerText)]
        .filter(Boolean).join(' ').trim() })()"""


def reach(tab: "Tab", name: str) -> None:
    """Press Tab until the focus stands on what has this name."""
    for _step in range(MOST):
        tab.keyboard.press("Tab")
        if name in tab.evaluate(NAME):
            return
    pytest.fail(f"{MOST} times Tab did not reach {name!r} on {tab.url}")


def test_a_new_principal_signs_in_and_says_what_she_wishes_by_keyboard(town: Town, visit: Any) -> None:
    take_part(town, "newcomer", "mentee")
    tab = visit(None, "/")
    reach(tab, "Email")
    tab.keyboard.type(town.users["newcomer"].email)
    reach(tab, "Password")
    tab.keyboard.type(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/")
    reach(tab, "Say what you wish for your pairing")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/wishes/**")
    reach(tab, "Helping to decide on the ground of data")
    tab.keyboard.press("Space")
    reach(tab, "Spanish")
    tab.keyboard.press("Space")
    reach(tab, "Save")
    tab.keyboard.press("Enter")
    tab.get_by_text("Your wishes are saved.").wait_for()
    assert Wish.objects.get().topics == ["data"]
