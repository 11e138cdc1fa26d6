"""Secret links: what somebody did decides before what time did."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.accounts.rules.links import LinkState, LinkTimes, hash_of, state_of, still_carries

NOW = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(days=1), NOW - timedelta(days=1)
moments = st.integers(-500_000, 500_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("times", "state"),
    [
        (LinkTimes(LATER), LinkState.OPEN),
        (LinkTimes(NOW), LinkState.STALE),
        (LinkTimes(EARLIER), LinkState.STALE),
        (LinkTimes(LATER, used=EARLIER), LinkState.USED),
        (LinkTimes(EARLIER, used=EARLIER, revoked=EARLIER), LinkState.USED),
        (LinkTimes(EARLIER, revoked=EARLIER), LinkState.REVOKED),
        (LinkTimes(LATER, replaced=EARLIER), LinkState.REPLACED),
    ],
)
def test_the_state_of_a_link(times: LinkTimes, state: LinkState) -> None:
    assert state_of(times, NOW) is state


def test_a_link_carries_permission_in_the_transaction_that_uses_it() -> None:
    assert still_carries(LinkTimes(LATER, used=NOW), NOW)


def test_a_link_carries_nothing_a_moment_after_its_use() -> None:
    assert not still_carries(LinkTimes(LATER, used=NOW), NOW + timedelta(microseconds=1))


@given(expires=moments, now=moments)
def test_an_untouched_link_is_open_exactly_until_it_expires(expires: datetime, now: datetime) -> None:
    assert still_carries(LinkTimes(expires), now) == (now < expires)


@given(expires=moments, revoked=moments, now=moments)
def test_a_revoked_link_never_carries_anything(expires: datetime, revoked: datetime, now: datetime) -> None:
    assert not still_carries(LinkTimes(expires, revoked=revoked), now)


@given(token=st.text(min_size=1, max_size=60))
def test_the_kept_hash_does_not_hold_the_token(token: str) -> None:
    assert len(hash_of(token)) == 64
    assert hash_of(token) == hash_of(token)
