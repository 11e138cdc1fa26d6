"""Who may do what with indicators: the one question that commands and pages ask."""

from datetime import datetime

from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.indicators.models import Indicator

MANAGE, OWN, READ, PEOPLE, ACCREDIT = (
    "indicators.manage",
    "indicators.own",
    "indicators.read",
    "indicators.people",
    "indicators.accredit",
)


def may_freeze(indicator: Indicator, by: Actor, now: datetime) -> bool:
    """Whether somebody keeps all indicators, or answers for this one."""
    owns = by.id is not None and by.id == indicator.owner_id and may(by, OWN, now=now)
    return owns or may(by, MANAGE, now=now)


def require_freeze(indicator: Indicator, by: Actor, now: datetime) -> None:
    """Refuse whoever neither keeps all indicators nor answers for this one."""
    if not may_freeze(indicator, by, now):
        require(by, MANAGE, now=now)


def may_see(indicator: Indicator, by: Actor, now: datetime) -> bool:
    """Whether somebody reads indicators, or answers for this one."""
    return may(by, READ, now=now) or may_freeze(indicator, by, now)


def require_see(indicator: Indicator, by: Actor, now: datetime) -> None:
    """Refuse whoever neither reads indicators nor answers for this one."""
    if not may_see(indicator, by, now):
        require(by, READ, now=now)
