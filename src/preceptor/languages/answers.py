"""Plans from plain files: every fault of the files told at once, and an answer that is written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

SHOWN = 200
"""Faults told in full; the rest are counted."""


class BadFiles(ValueError):  # noqa: N818 - named for what a person gave, like the house's Refusal
    """Files that nothing can be planned from, with every fault in them (at most `SHOWN` told in full)."""

    def __init__(self, faults: Iterable[object]) -> None:
        """Keep the sentences and count what is not shown."""
        self.faults = tuple(map(str, faults))
        rest = len(self.faults) - SHOWN
        more = [f"… and {rest} more."] if rest > 0 else []
        super().__init__("\n".join([*self.faults[:SHOWN], *more]))


def write_answer(out: Path, answer: object, indent: int | None = None) -> None:
    """Write an answer as JSON, beside its place first, so that a full disk leaves no half file there.

    Raises `BadFiles` when it cannot be written.
    """
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(json.dumps(answer, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")
        os.replace(part, out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadFiles([f"{out.name}: it cannot be written ({error.strerror}). Choose another place."]) from error
