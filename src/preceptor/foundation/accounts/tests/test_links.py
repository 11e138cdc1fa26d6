"""Secret links: looking uses nothing up, signing uses them once, and every closing is told kindly."""

from datetime import timedelta

import pytest
from django.db import transaction

from preceptor.foundation.accounts.models import SecretLink
from preceptor.foundation.accounts.public import (
    LinkClosed,
    make_link,
    open_link,
    revoke_links,
    use_link,
)
from preceptor.foundation.accounts.tests.cast import NOW

PURPOSE = "admissions.endorse"
LATER = NOW + timedelta(days=7)

pytestmark = pytest.mark.django_db


def a_token(about: str = "admissions.endorsement:1", email: str = "rosa@district.example") -> str:
    """A fresh link's token."""
    url = make_link(purpose=PURPOSE, about=about, email=email, name="Rosa Díaz", expires=LATER, now=NOW)
    return url.rstrip("/").rsplit("/", 1)[1]


def told(token: str, *, purpose: str = PURPOSE, days: int = 0) -> str:
    """Code and words with which an opening is refused."""
    with pytest.raises(LinkClosed) as closed:
        open_link(token, purpose, NOW + timedelta(days=days))
    return f"{closed.value.code}: {closed.value}"


def test_a_mail_scanner_cannot_use_a_link_up() -> None:
    token = a_token()
    for _visit in range(5):
        open_link(token, PURPOSE, NOW)
    assert use_link(token, PURPOSE, NOW).name == "Rosa Díaz"


def test_a_link_signs_once() -> None:
    token = a_token()
    use_link(token, PURPOSE, NOW)
    with pytest.raises(LinkClosed, match="is recorded"):
        use_link(token, PURPOSE, NOW)


def test_a_failed_signing_leaves_the_link_open() -> None:
    token = a_token()
    with transaction.atomic():
        use_link(token, PURPOSE, NOW)
        transaction.set_rollback(True)
    assert open_link(token, PURPOSE, NOW).about == "admissions.endorsement:1"


def test_the_token_is_kept_nowhere() -> None:
    token = a_token()
    assert not [row for row in SecretLink.objects.values_list() if token in map(str, row)]


def test_a_token_holds_256_bits() -> None:
    assert len(a_token()) == 43


def test_a_stale_link_says_that_its_time_ran_out() -> None:
    assert told(a_token(), days=7).startswith("link-stale: The time for this link has run out. Ask the office")


def test_a_revoked_link_says_that_nothing_is_asked_any_more() -> None:
    token = a_token()
    revoke_links("admissions.endorsement:1", PURPOSE, now=NOW)
    assert told(token).startswith("link-revoked: You are no longer asked")


def test_a_replaced_link_points_at_the_latest_letter() -> None:
    old = a_token()
    a_token()
    assert told(old).startswith("link-replaced: A newer letter")


def test_a_reminder_gives_a_link_that_works() -> None:
    a_token()
    assert open_link(a_token(), PURPOSE, NOW).email == "rosa@district.example"


def test_another_persons_link_about_the_same_thing_stays_open() -> None:
    token = a_token()
    a_token(email="other@district.example")
    assert open_link(token, PURPOSE, NOW).name == "Rosa Díaz"


def test_a_link_opens_nothing_but_its_purpose() -> None:
    assert told(a_token(), purpose="other.purpose").startswith("link-unknown")


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "é" * 10, "../../etc/passwd"])
def test_an_unknown_link_says_to_copy_the_whole_address(token: str) -> None:
    assert "Copy the whole address" in told(token)


def test_revoking_spares_what_was_signed() -> None:
    token = a_token()
    use_link(token, PURPOSE, NOW)
    assert revoke_links("admissions.endorsement:1", PURPOSE, now=NOW) == 0
