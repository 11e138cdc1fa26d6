"""The register of measures, filled by the contexts when the program starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from preceptor.foundation.look.public import Refusal
from preceptor.foundation.measures.rules import Figure

Compute = Callable[[date], Figure]


@dataclass(frozen=True)
class Measure:
    """A named figure: its code, its title, the sentence that defines it, and how it is computed."""

    code: str
    title: str | Promise
    compute: Compute
    sentence: str | Promise = ""


class UnknownMeasure(Refusal):
    """No context has registered a measure by this code."""

    status = 404


_measures: dict[str, Measure] = {}


def register_measure(code: str, title: str | Promise, compute: Compute, *, sentence: str | Promise = "") -> None:
    """Make a measure known; `title` and `sentence` may be lazy translations. A code is taken once."""
    if code in _measures and _measures[code].compute is not compute:
        raise ValueError(f"the measure {code} is registered already")
    _measures[code] = Measure(code, title, compute, sentence)


def registered() -> list[Measure]:
    """All measures, by code."""
    return [_measures[code] for code in sorted(_measures)]


def measure_named(code: str) -> Measure:
    """The measure of this code; refuses an unknown one."""
    if code not in _measures:
        raise UnknownMeasure(
            "measure-unknown",
            _("There is no measure named %(code)s.") % {"code": code},
            remedy=_("Choose one from the list of measures."),
            facts={"code": code},
        )
    return _measures[code]


def forget(code: str) -> None:
    """Take a measure out of the register, for a context that withdraws it."""
    _measures.pop(code, None)
