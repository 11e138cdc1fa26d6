"""Who may see files and signatures: policies that the owning contexts register by what the document is about."""

from collections.abc import Callable
from datetime import datetime

from preceptor.foundation.audit.public import Actor

Policy = Callable[[Actor, str, datetime], bool]

_file_policies: dict[str, Policy] = {}
_signature_policies: dict[str, Policy] = {}


def register_file_policy(prefix_of_about: str, policy: Policy) -> None:
    """Let `policy(actor, about, now)` decide who may download files whose `about` starts with this."""
    _file_policies[prefix_of_about] = policy


def register_signature_policy(prefix_of_about: str, policy: Policy) -> None:
    """Let `policy(actor, about, now)` decide who besides the signer sees signatures about what starts with this."""
    _signature_policies[prefix_of_about] = policy


def may_download(actor: Actor, about: str, now: datetime) -> bool:
    """Whether the actor may download a file about this; nobody may where no policy is registered."""
    return _decide(_file_policies, actor, about, now)


def may_see_signature(actor: Actor, about: str, now: datetime) -> bool:
    """Whether the actor, not being the signer, may see a signature about this."""
    return _decide(_signature_policies, actor, about, now)


def _decide(policies: dict[str, Policy], actor: Actor, about: str, now: datetime) -> bool:
    """Ask the policy with the longest prefix that fits: the most particular one decides alone."""
    fitting = [prefix for prefix in policies if _covers(prefix, about)]
    return bool(fitting) and policies[max(fitting, key=len)](actor, about, now)


def _covers(prefix: str, about: str) -> bool:
    """Whether a prefix ends where a name ends: 'pairing.pair' covers 'pairing.pair:3', not 'pairing.pairing:3'."""
    rest = about.removeprefix(prefix)
    return about.startswith(prefix) and (not rest or prefix[-1:] in ".:" or rest[0] in ".:")
