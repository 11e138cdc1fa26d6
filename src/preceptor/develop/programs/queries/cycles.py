"""Every read of programs and cycles."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.programs.definition import Definition, load_definition
from preceptor.develop.programs.models import Cycle, ProgramVersion
from preceptor.foundation.look.public import Refusal, is_remembering, remembered


class UnknownCycle(Refusal):
    """No published cycle has this number."""

    status = 404


@dataclass(frozen=True)
class CycleBrief:
    """A cycle as the other contexts see it: its definition, and its named moments in UTC."""

    id: int
    name: str
    state: str
    program_key: str
    title: str
    version_id: int
    definition: Definition
    dates: Mapping[str, datetime]
    unit_id: int
    unit_path: str


@lru_cache(maxsize=64)
def definition_of(version_id: int, sha256: str) -> Definition:  # noqa: ARG001  the hash belongs to the cache's key
    """Definition of a version; cached by its text's hash, since a version never changes and numbers come again."""
    version = ProgramVersion.objects.get(pk=version_id)
    outcome = load_definition(version.text, f"{version.key}.toml")
    if not isinstance(outcome, Definition):
        raise Refusal(
            "definition-unreadable",
            _("The stored definition of this program cannot be read any more."),
            remedy=_("Ask your administrator to run check-program on it: the language may have changed."),
        )
    return outcome


def _brief(cycle: Cycle) -> CycleBrief:
    assert cycle.version is not None  # noqa: S101  the table's own constraint says so for every cycle past draft
    definition = definition_of(cycle.version.pk, cycle.version.sha256)
    return CycleBrief(
        id=cycle.pk,
        name=cycle.name,
        state=cycle.state,
        program_key=cycle.key,
        title=definition.title,
        version_id=cycle.version.pk,
        definition=definition,
        dates={date.name: date.moment for date in cycle.dates.all()},
        unit_id=cycle.unit_id,
        unit_path=cycle.unit.path,
    )


def _past_draft() -> QuerySet[Cycle]:
    rows = Cycle.objects.exclude(state=Cycle.State.DRAFT).select_related("unit", "version")
    return rows.defer("draft_text", "version__text").prefetch_related("dates")


def cycle(cycle_id: int) -> CycleBrief:
    """A published or closed cycle; UnknownCycle when there is none of this number."""
    found = cycles([cycle_id]).get(cycle_id)
    if found is None:
        raise UnknownCycle(
            "unknown-cycle", _("There is no such program cycle."), remedy=_("Choose one from the list of programs.")
        )
    return found


def cycles(ids: Iterable[int]) -> dict[int, CycleBrief]:
    """Several cycles by number, in two queries; a page that asks often reads the open ones once for all."""
    wanted = set(ids)
    known = _known(wanted) if wanted else {}
    return {cycle_id: known[cycle_id] for cycle_id in sorted(wanted & known.keys())}


def open_cycles() -> list[CycleBrief]:
    """Every published cycle that is not closed, the newest first."""
    return [each for each in _known(set()).values() if each.state == Cycle.State.PUBLISHED]


@dataclass
class _Kept:
    """What a page has read of cycles: each by number, and whether all open ones are among them."""

    cycles: dict[int, CycleBrief] = field(default_factory=dict)
    all_open: bool = False


def _known(wanted: Collection[int]) -> Mapping[int, CycleBrief]:
    """The cycles of these numbers, and the open ones too where the whole page will want them."""
    kept = remembered("programs.cycles", _Kept)
    missing = set(wanted) - kept.cycles.keys()
    ask_open = not kept.all_open and (is_remembering() or not wanted)
    if missing or ask_open:
        which = Q(pk__in=missing) | Q(state=Cycle.State.PUBLISHED) if ask_open else Q(pk__in=missing)
        rows = _past_draft().filter(which).order_by("-published_at", "-pk")
        kept.cycles |= {row.pk: _brief(row) for row in rows}
        kept.all_open = kept.all_open or ask_open
    return kept.cycles


def cycles_of(program_key: str) -> list[CycleBrief]:
    """Every cycle of a program past draft, the newest first."""
    return [_brief(row) for row in _past_draft().filter(key=program_key).order_by("-published_at", "-pk")]
