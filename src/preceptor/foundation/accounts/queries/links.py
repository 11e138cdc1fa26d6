"""Secret links as they are opened: never used up by looking."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.accounts.models import SecretLink
from preceptor.foundation.accounts.rules.links import LinkState, LinkTimes, hash_of, state_of
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.look.public import Refusal

# Nobody types such a token by hand: a handful of wrong ones from one address is somebody who guesses.
WRONG_TOKENS = {"secret_link": "20/5m/ip"}
MARK = "preceptor_link_pages"
_pages: dict[str, str] = {}


@dataclass(frozen=True)
class Link:
    """A secret link as the page behind it sees it."""

    id: int
    about: str
    email: str
    name: str
    purpose: str
    expires: datetime

    @property
    def actor(self) -> Actor:
        """The one who acts by this link."""
        return Actor("link", self.id, self.name)


class LinkClosed(Refusal):
    """The link cannot be used any more, or never could."""

    status = 410


def register_link_page(purpose: str, url_name: str) -> None:
    """Say which page opens links of this purpose; its only argument is the token."""
    _pages[purpose] = url_name


def address_of(purpose: str, token: str) -> str:
    """The whole address of a link."""
    return f"{settings.SITE_URL}{reverse(_pages[purpose], args=[token])}"


def brief(link: SecretLink) -> Link:
    """The link without its hash."""
    return Link(link.pk, link.about, link.email, link.name, link.purpose, link.expires)


def open_link(token: str, purpose: str, now: datetime) -> Link:
    """The link behind a token, without using it up; refuses with the reason when it is closed."""
    link = found(token, purpose)
    refuse_unless_open(link, now)
    return brief(link)


def found(token: str, purpose: str) -> SecretLink:
    """The row of a token; refuses an unknown one, and any one from an address that guesses."""
    _slow_down(spend=False)
    wanted = hash_of(token)
    link = SecretLink.objects.filter(token_hash=wanted, purpose=purpose).first()
    if link is None or not hmac.compare_digest(link.token_hash, wanted):
        _slow_down(spend=True)
        raise LinkClosed(
            "link-unknown",
            _("This link is not one of ours, or a part of it is missing."),
            remedy=_("Copy the whole address from the letter, without a break in the middle."),
            status=404,
        )
    return link


def refuse_unless_open(link: SecretLink, now: datetime) -> None:
    """Refuse a closed link, each kind of closing in its own words."""
    state = state_of(LinkTimes(link.expires, link.used, link.revoked, link.replaced), now)
    if state is not LinkState.OPEN:
        sentence, remedy = _closing_words()[state]
        raise LinkClosed(f"link-{state}", sentence, remedy=remedy)


def _closing_words() -> Mapping[LinkState, tuple[str, str]]:
    return {
        LinkState.USED: (
            _("This link has done its work: what you signed with it is recorded."),
            _("You need not do anything more. If you did not sign, tell the office that wrote to you."),
        ),
        LinkState.REVOKED: (
            _("You are no longer asked for this; the office took the request back."),
            _("You need not do anything. Questions go to the office that wrote to you."),
        ),
        LinkState.REPLACED: (
            _("A newer letter with a newer link was sent to you."),
            _("Open the link in the latest letter; check the folder for unwanted mail if you cannot find it."),
        ),
        LinkState.STALE: (
            _("The time for this link has run out."),
            _("Ask the office that wrote to you for a new letter."),
        ),
    }


def _slow_down(*, spend: bool) -> None:
    """Count wrong tokens by address where there is a request; past the limit everything from there is refused."""
    request: HttpRequest | None = context.request
    if request is None:
        return
    within = ratelimit.consume(
        request, app="preceptor.accounts", action="secret_link", config=WRONG_TOKENS, dry_run=not spend, limit_get=True
    )
    if not within:
        raise LinkClosed(
            "link-too-many-tries",
            _("Too many wrong links were tried from here."),
            remedy=_("Wait five minutes, then open the link from your letter."),
            status=429,
        )
