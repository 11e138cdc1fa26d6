"""Opening a file that somebody gives us, and finding the mapping it is written in."""

import tomllib
from collections.abc import Mapping as Map
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from pydantic import ValidationError

from preceptor.foundation.district.queries.jobs import job_codes
from preceptor.foundation.district.rules.kinds import KINDS, fields_of
from preceptor.foundation.district.rules.mapping import Mapping, Reading, read_rows, recognises
from preceptor.foundation.district.rules.tables import Table, Unreadable, read_table
from preceptor.foundation.look.public import Refusal

MAPPINGS = Path(__file__).resolve().parents[1] / "reference" / "mappings"


class FileRefused(Refusal):
    """The file is not one that we can load."""

    status = 422


class MappingRefused(Refusal):
    """The mapping does not say what a mapping must say."""

    status = 422


_EXPORT = _lazy("Save it as CSV (UTF-8) or as an Excel workbook (.xlsx) and load that.")
_SPLIT = _lazy("Split it into smaller files.")
_UNREADABLE: Map[str, tuple[object, object]] = {
    "empty": (_lazy("The file is empty."), _lazy("Export it again.")),
    "picture": (_lazy("The file is a picture, not a table."), _EXPORT),
    "pdf": (_lazy("The file is a PDF, not a table."), _EXPORT),
    "program": (_lazy("The file is a program, not a table."), _lazy("Do not open it; ask who sent it.")),
    "old-excel": (_lazy("The file is an old or a password-protected Excel workbook."), _EXPORT),
    "archive": (_lazy("The file is a compressed archive, not a table."), _lazy("Unpack it and load the table inside.")),
    "binary": (_lazy("The file is not text and not an Excel workbook."), _EXPORT),
    "encoding": (_lazy("The letters of the file cannot be read."), _lazy("Save it as CSV (UTF-8) and load that.")),
    "broken": (
        _lazy("The file breaks off or has a loose quotation mark near line %(hint)s."),
        _lazy("Mend the line, or export the file again."),
    ),
    "broken-excel": (
        _lazy("The Excel workbook is damaged."),
        _lazy("Open it in a spreadsheet, save it and try again."),
    ),
    "bomb": (_lazy("The workbook would unpack to far more than any list of a district."), _EXPORT),
    "too-many-rows": (_lazy("The file has more than %(hint)s rows."), _SPLIT),
    "too-many-columns": (_lazy("The file has more than %(hint)s columns."), _lazy("Remove the columns nobody needs.")),
    "ragged": (
        _lazy("Row %(hint)s has more cells than the header has columns."),
        _lazy("Put texts with commas between quotation marks, or export the file again."),
    ),
    "no-rows": (_lazy("The file has no rows below its header."), _lazy("Export it again.")),
    "column-twice": (_lazy("Two columns have one name: %(hint)s."), _lazy("Rename or remove one of them.")),
}


def open_table(data: bytes) -> Table:
    """The table in a file; a kind refusal when there is none."""
    try:
        return read_table(data)
    except Unreadable as fault:
        sentence, remedy = _UNREADABLE[fault.code]
        words = {"hint": fault.hint}
        raise FileRefused(f"file-{fault.code}", str(sentence) % words, remedy=str(remedy) % words) from fault


def parse_mapping(text: str, kind: str) -> Mapping:
    """A mapping from TOML; every mistake is told at once."""
    try:
        mapping = Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise MappingRefused(
            "mapping-not-toml",
            _("The mapping is not valid TOML: %(fault)s.") % {"fault": fault},
            remedy=_("Mend that line; the guide “Load your district” has an example."),
        ) from fault
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in fault.errors())
        raise MappingRefused(
            "mapping-wrong",
            _("The mapping cannot be used: %(wrong)s.") % {"wrong": wrong},
            remedy=_("The guide “Load your district” says what a mapping holds."),
        ) from fault
    _check_mapping(mapping, kind)
    return mapping


def _check_mapping(mapping: Mapping, kind: str) -> None:
    """Refuse a mapping for another kind of file, or with fields that this kind does not have."""
    if mapping.kind != kind:
        raise MappingRefused(
            "mapping-kind",
            _("The mapping is for “%(given)s”, and the file shall be loaded as “%(kind)s”.")
            % {"given": mapping.kind, "kind": kind},
            remedy=_("Choose the other mapping or the other kind."),
        )
    known = {one.name for one in fields_of(kind, job_codes())}
    strange = sorted((mapping.columns.keys() | mapping.values.keys() | mapping.constants.keys()) - known)
    if strange:
        raise MappingRefused(
            "mapping-fields",
            _("The mapping names fields that do not exist: %(fields)s.") % {"fields": ", ".join(strange)},
            remedy=_("The fields are: %(known)s.") % {"known": ", ".join(sorted(known))},
        )


@lru_cache
def bundled() -> tuple[Mapping, ...]:
    """The mappings that come with the program, those that recognise most columns first."""
    found = [Mapping.model_validate(tomllib.loads(path.read_text())) for path in sorted(MAPPINGS.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: -len(one.recognise)))


def own_mapping(kind: str) -> Mapping:
    """The mapping for files that call their columns as we do."""
    columns = {one.name: [one.name] for one in fields_of(kind, job_codes())}
    return Mapping(kind=kind, title=_("Columns called as in the guide"), columns=columns)


def choose_mapping(kind: str, table: Table, given: str | None) -> Mapping:
    """The mapping that was given, else the bundled one that recognises the header, else our own names."""
    if kind not in KINDS:
        raise FileRefused("kind-unknown", _("This kind of file is not known."), remedy=", ".join(KINDS))
    if given is not None:
        return parse_mapping(given, kind)
    ours = [one for one in bundled() if one.kind == kind]
    recognised = next((one for one in ours if recognises(one, table.header)), None)
    return recognised or _closest(ours, table) or own_mapping(kind)


def _closest(ours: list[Mapping], table: Table) -> Mapping | None:
    """The mapping with which the file has most columns in common, so that faults speak the file's own words."""
    names = {name.lower() for name in table.header}

    def shared(mapping: Mapping) -> int:
        return sum(name.lower() in names for columns in mapping.columns.values() for name in columns)

    best = max(ours, key=shared, default=None)
    own = sum(one.name in names for one in fields_of(best.kind, ())) if best else 0
    return best if best and shared(best) > own else None


def read_file(kind: str, table: Table, mapping: Mapping) -> Reading:
    """Every row of the table as the mapping reads it."""
    return read_rows(mapping, fields_of(kind, job_codes()), table)
