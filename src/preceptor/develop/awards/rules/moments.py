"""Moments as credentials write them: a date, a time and a zone, always."""

import re
from datetime import UTC, datetime
from typing import Any

from .faults import CredentialFault

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")


def read_moment(value: Any, name: str) -> datetime:
    """A moment; refuses one without a zone, since it would mean different moments to different readers."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise CredentialFault("bad-date", name=name)
    try:
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value))
    except ValueError as fault:
        raise CredentialFault("bad-date", name=name) from fault


def written(moment: datetime) -> str:
    """A moment in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
