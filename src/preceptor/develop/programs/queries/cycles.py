"""Every read of programs and cycles."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q
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


_FIELDS = ("pk", "name", "state", "key", "version_id", "version__sha256", "unit_id", "unit__path")


def _brief(rows: Sequence[tuple[Any, ...]]) -> CycleBrief:
    """One cycle from its rows, one for each of its dates."""
    cycle_id, name, state, key, version_id, sha256, unit_id, unit_path, *_date = rows[0]
    definition = definition_of(version_id, sha256)
    return CycleBrief(
        id=cycle_id,
        name=name,
        state=state,
        program_key=key,
        title=definition.title,
        version_id=version_id,
        definition=definition,
        dates={date: moment for *_fields, date, moment in rows if date is not None},
        unit_id=unit_id,
        unit_path=unit_path,
    )


def _past_draft(which: Q) -> list[CycleBrief]:
    """Cycles past draft with their dates in one query, which almost every page asks; the newest first."""
    found = Cycle.objects.exclude(state=Cycle.State.DRAFT).filter(which)
    rows = found.order_by("-published_at", "-pk", "dates__pk").values_list(*_FIELDS, "dates__name", "dates__moment")
    return [_brief(list(dated)) for _cycle_id, dated in groupby(rows, key=itemgetter(0))]


def cycle(cycle_id: int) -> CycleBrief:
    """A published or closed cycle; UnknownCycle when there is none of this number."""
    found = cycles([cycle_id]).get(cycle_id)
    if found is None:
        raise UnknownCycle(
            "unknown-cycle", _("There is no such program cycle."), remedy=_("Choose one from the list of programs.")
        )
    return found


def cycles(ids: Iterable[int]) -> dict[int, CycleBrief]:
    """Several cycles by number, in one query; a page that asks often reads the open ones once for all."""
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
        kept.cycles |= {each.id: each for each in _past_draft(which)}
        kept.all_open = kept.all_open or ask_open
    return kept.cycles


def cycles_of(program_key: str) -> list[CycleBrief]:
    """Every cycle of a program past draft, the newest first."""
    return _past_draft(Q(key=program_key))
