"""The shipped handbooks, for the walk over every address."""

from collections.abc import Callable
from typing import Any

from preceptor.develop.handbooks.public import publish_handbook, shipped
from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.foundation.audit.public import SYSTEM


def of_book(key: str = "coaching_framework", **more: Any) -> Callable[[Cast], dict[str, Any]]:
    """Arguments that name a shipped handbook, and what else the address needs."""

    def found(_cast: Cast) -> dict[str, Any]:
        for path in shipped():
            publish_handbook(text=path.read_text(encoding="utf-8"), file=path.name, by=SYSTEM, now=NOW)
        return {"key": key, **more}

    return found
