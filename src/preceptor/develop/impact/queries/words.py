"""What figures and covariates are called."""

from django.utils.translation import gettext as _


def figure_word(name: str) -> str:
    """The name of a yearly figure in words; the name itself where there is none."""
    words = {
        "total_enrolled": _("Pupils enrolled"),
        "free_or_reduced_meals": _("Pupils of low income"),
        "english_learners": _("English learners"),
        "reading_growth": _("Growth in reading"),
        "foster": _("Pupils in foster care"),
        "homeless": _("Pupils without a home"),
    }
    return words.get(name, name.replace("_", " "))


def covariate_word(name: str) -> str:
    """What the groups are compared in."""
    words = {
        "years_in_job": _("Years as a principal"),
        "elementary": _("Elementary school"),
        "high": _("High school"),
        "low_income": _("Share of pupils of low income"),
    }
    return words.get(name, name.replace("_", " "))
