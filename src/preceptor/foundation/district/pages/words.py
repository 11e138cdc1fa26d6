"""Codes of the district in words for people."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

FIGURES: Mapping[str, object] = {
    "total_enrolled": _("Pupils enrolled"),
    "free_or_reduced_meals": _("Free or reduced-price meals"),
    "foster": _("Foster youth"),
    "homeless": _("Homeless pupils"),
    "migrant": _("Migrant pupils"),
    "direct_certification": _("Directly certified for meals"),
    "unduplicated_meals": _("Meals, each pupil once"),
    "english_learners": _("English learners"),
    "unduplicated_need": _("Pupils in need, each once"),
}
KINDS: Mapping[str, object] = {
    "good_standing": _("Good standing"),
    "evaluation": _("Performance evaluation"),
    "unsatisfactory_act": _("Notice of unsatisfactory act"),
    "suspension": _("Suspension"),
}
VALUES: Mapping[tuple[str, str], object] = {
    ("good_standing", "yes"): _("In good standing"),
    ("good_standing", "no"): _("Not in good standing"),
    ("evaluation", "exceeds"): _("Exceeds the standard"),
    ("evaluation", "meets"): _("Meets the standard"),
    ("evaluation", "developing"): _("Developing"),
    ("evaluation", "below_standard"): _("Below the standard"),
    ("unsatisfactory_act", "yes"): _("On record"),
    ("unsatisfactory_act", "no"): _("None on record"),
    ("suspension", "yes"): _("On record"),
    ("suspension", "no"): _("None on record"),
}


def figure_name(code: str) -> str:
    """A yearly figure in words; the code itself when a file brought a name of its own."""
    return str(FIGURES.get(code, code.replace("_", " ")))


def standing_kind(code: str) -> str:
    """A kind of standing fact in words."""
    return str(KINDS.get(code, code))


def standing_value(kind: str, value: str) -> str:
    """What a standing fact says, in words."""
    return str(VALUES.get((kind, value), value))
