"""The single door at which permission is asked; `accounts` provides the policy when the program starts."""

from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils.translation import gettext as _

from preceptor.foundation.audit.actor import Actor
from preceptor.foundation.look.public import Refusal


class Policy(Protocol):
    """Answers whether an actor may do an action at a place: a path of the tree, or None for the whole district."""

    def __call__(self, by: Actor, action: str, *, where: str | None, now: datetime) -> bool: ...


class NotPermitted(Refusal):
    """The actor's positions do not carry this action at this place."""

    status = 403


_policy: list[Policy] = []


def set_policy(policy: Policy) -> None:
    """Make this the policy of the installation."""
    _policy[:] = [policy]


def may(by: Actor, action: str, *, where: str | None = None, now: datetime) -> bool:
    """Whether the actor may do it; without a policy nobody but the system may do anything."""
    if by.kind == "system":
        return True
    return bool(_policy) and _policy[0](by, action, where=where, now=now)


def require(by: Actor, action: str, *, where: str | None = None, now: datetime) -> None:
    """Refuse with NotPermitted unless the actor may do it."""
    if not may(by, action, where=where, now=now):
        raise NotPermitted(
            "not-permitted",
            _("Your position does not carry this task here."),
            remedy=_("If it should, ask your administrator to check your position and its dates."),
            facts={"action": action},
        )


def caller(request: HttpRequest) -> Actor:
    """Who called this page, as the sign-in middleware noted on the request; for pages below `accounts`."""
    actor = getattr(request, "actor", None)
    if isinstance(actor, Actor):
        return actor
    raise NotPermitted(
        "not-signed-in", _("This page needs you to be signed in."), remedy=_("Sign in and open it again.")
    )
