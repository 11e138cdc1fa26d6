"""The written systems and readiness rules: those in force, and any version by its number."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from preceptor.develop.growth.models import GrowthText
from preceptor.develop.growth.rules.readiness import OwnKind, Readiness, load_readiness
from preceptor.develop.growth.rules.systems import System, load_system
from preceptor.develop.programs.public import CATALOGUE, Fact, trouble_with
from preceptor.foundation.district.public import job_codes
from preceptor.foundation.look.public import Refusal, remembered
from preceptor.languages.faults import Fault


class UnknownGroup(Refusal):
    """No growth system, or no readiness rule, has this name."""

    status = 404


def language() -> str:
    """The reader's language, as the texts know it."""
    return (get_language() or "en")[:2]


def trouble(condition: str, own: Iterable[OwnKind]) -> list[tuple[str, str]]:
    """What is wrong with a condition over the district's facts and a file's own."""
    catalogue = {**CATALOGUE, **{each.name: Fact(each.name, each.kind, "growth", each.says) for each in own}}
    return [(each.what, each.remedy) for each in trouble_with(condition, catalogue)]


def read_text(kind: str, text: str, file: str) -> System | Readiness | list[Fault]:
    """A text of either language, or its faults."""
    if kind == GrowthText.Kind.SYSTEM:
        return load_system(text, file, job_codes())
    return load_readiness(text, file, trouble)


@lru_cache(maxsize=64)
def _read(kind: str, pk: int, sha256: str) -> System | Readiness:  # noqa: ARG001  the hash belongs to the cache's key
    row = GrowthText.objects.get(pk=pk)
    found = read_text(kind, row.text, f"{row.key}.toml")
    if isinstance(found, list):
        raise Refusal(
            "growth-unreadable",
            _("The stored text “%(key)s” cannot be read any more.") % {"key": row.key},
            remedy=_("Ask your administrator to load the growth systems again: the language may have changed."),
        )
    return found


def in_force(kind: str) -> Mapping[str, GrowthText]:
    """The newest text of every key, without the texts themselves; both kinds are asked for once a page."""

    def find() -> dict[str, dict[str, GrowthText]]:
        found: dict[str, dict[str, GrowthText]] = {}
        for row in GrowthText.objects.defer("text").order_by("key", "number"):
            found.setdefault(row.kind, {})[row.key] = row
        return found

    return remembered("growth.texts", find).get(kind, {})


def system_of(row: GrowthText) -> System:
    """The system that a row holds."""
    found = _read(GrowthText.Kind.SYSTEM, row.pk, row.sha256)
    assert isinstance(found, System)  # noqa: S101  its kind says so
    return found


def readiness_of(row: GrowthText) -> Readiness:
    """The readiness rule that a row holds."""
    found = _read(GrowthText.Kind.READINESS, row.pk, row.sha256)
    assert isinstance(found, Readiness)  # noqa: S101  its kind says so
    return found


def systems() -> list[tuple[GrowthText, System]]:
    """Every system in force, by its heading."""
    found = [(row, system_of(row)) for row in in_force(GrowthText.Kind.SYSTEM).values()]
    return sorted(found, key=lambda each: each[1].group)


def system_named(key: str) -> tuple[GrowthText, System]:
    """The system of a group; refuses a group that there is not."""
    row = in_force(GrowthText.Kind.SYSTEM).get(key)
    if row is None:
        raise UnknownGroup(
            "unknown-group",
            _("There is no growth system for a group called “%(key)s”.") % {"key": key},
            remedy=_("Choose a group from the list of growth systems."),
        )
    return row, system_of(row)


def readiness_named(key: str) -> tuple[GrowthText, Readiness]:
    """A readiness rule by its name; refuses one that there is not."""
    row = in_force(GrowthText.Kind.READINESS).get(key)
    if row is None:
        raise UnknownGroup(
            "unknown-readiness",
            _("There is no rule of readiness called “%(key)s”.") % {"key": key},
            remedy=_("Choose one from the page of readiness."),
        )
    return row, readiness_of(row)
