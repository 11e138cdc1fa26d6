"""A credential in a file, judged with the documents and lists that are given or lie beside it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from .baking import MOST_IMAGE_BYTES
from .faults import CredentialFault
from .reading import read_document
from .status import entry_of
from .verify import Known, Verdict, document_of, judge_file


class BadFile(Exception):  # noqa: N818  reads as what it is
    """A file that cannot be read at all."""


def judge_path(path: Path, documents: Sequence[Path], lists: Sequence[Path], now: datetime) -> Verdict:
    """Judge the credential in a file, without the network."""
    data = _bytes(path)
    return judge_file(data, Known(_documents(documents), _lists(path, data, lists)), now)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_IMAGE_BYTES + 1)
    except OSError as fault:
        raise BadFile(f"{path} cannot be read: {fault.strerror or fault}.") from fault


def _documents(paths: Sequence[Path]) -> dict[str, Mapping[str, Any]]:
    """The issuers' documents that were given, by identifier."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in paths:
        try:
            document = read_document(_bytes(path))
        except CredentialFault as fault:
            raise BadFile(f"{path}: {fault}") from fault
        if not isinstance(document.get("id"), str):
            raise BadFile(f"{path} is not the document of an issuer: it has no id.")
        found[document["id"]] = document
    return found


def _lists(path: Path, data: bytes, given: Sequence[Path]) -> dict[str, bytes]:
    """The list that the credential names: one that was given, else a file of the same name beside the credential.

    A list counts only when its own signature fits and it is the issuer's, so that a file that happens to lie there
    cannot clear a credential of somebody else.
    """
    try:
        entry = entry_of(document_of(data))
    except CredentialFault:
        return {}
    if entry is None:
        return {}
    for each in given:
        found = _bytes(each)
        if len(given) == 1 or _is(found, entry.list_id):
            return {entry.list_id: found}
    beside = path.parent / Path(entry.list_id.rsplit("/", 1)[-1]).name
    return {entry.list_id: _bytes(beside)} if beside.is_file() and beside != path else {}


def _is(data: bytes, list_id: str) -> bool:
    try:
        return bool(json.loads(data).get("id") == list_id)
    except (ValueError, AttributeError):
        return False
