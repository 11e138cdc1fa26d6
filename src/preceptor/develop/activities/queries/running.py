"""Whether anything can still be entered, answered or handed in."""

from django.utils.translation import gettext as _

from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.look.public import Refusal


class CycleOver(Refusal):
    """The cycle is closed: what it holds stays readable and changes no more."""


def is_running(brief: CycleBrief) -> bool:
    """Whether the cycle is published and not closed."""
    return brief.state == "published"


def require_running(brief: CycleBrief) -> None:
    """Refuse whatever would change something in a closed cycle."""
    if not is_running(brief):
        said = {"program": brief.title, "cycle": brief.name}
        office = {"office": brief.definition.contact.office}
        raise CycleOver(
            "cycle-closed",
            _("“%(program)s · %(cycle)s” is closed: it stays readable, and nothing in it changes any more.") % said,
            remedy=_("Enter what you do now in the present cycle. If something here is wrong, tell %(office)s.")
            % office,
        )
