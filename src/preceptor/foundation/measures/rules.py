"""Named figures on plain values: what a figure is, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class RecordRef:
    """One record behind a figure: its name and the page that shows it."""

    label: str
    url: str


@dataclass(frozen=True)
class Figure:
    """The value of a measure on a day, in a unit, with the records that it was counted from."""

    value: Decimal
    unit: str
    records: list[RecordRef] = field(default_factory=list)
    as_of: date | None = None

    def __post_init__(self) -> None:
        # Whole numbers are what most measures count; a float would carry its error into the snapshot.
        object.__setattr__(self, "value", Decimal(str(self.value)))


def written_records(records: list[RecordRef]) -> list[dict[str, str]]:
    """Records as they are kept in a snapshot."""
    return [{"label": record.label, "url": record.url} for record in records]


def read_records(written: list[Mapping[str, str]]) -> list[RecordRef]:
    """Records as they were kept in a snapshot."""
    return [RecordRef(entry["label"], entry["url"]) for entry in written]


def change_between(earlier: Decimal | None, later: Decimal) -> Decimal | None:
    """How much a figure rose (or fell, below zero) since an earlier snapshot; none without one."""
    return None if earlier is None else later - earlier
