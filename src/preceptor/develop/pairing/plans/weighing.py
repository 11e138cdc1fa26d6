"""What a change by hand would do to a proposal, as its page shows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.pairing.models import MatchRun
from preceptor.develop.pairing.plans.proposal import weigh
from preceptor.develop.pairing.queries.mine import LevelChange, MoveLine, WeighPage
from preceptor.develop.pairing.queries.pages import PageMissing, PersonLine, person_lines, run_of
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today


def weigh_page(*, run_id: int, change: tuple[str, int, int], by: Actor, now: datetime) -> WeighPage:
    """What a change by hand would do to a proposal."""
    run, brief = run_of(run_id, by=by, now=now)
    act, mentor_id, mentee_id = change
    who = person_lines(_everyone(run) | {mentor_id, mentee_id}, today(now))
    if mentor_id not in who or mentee_id not in who or act not in {"lock", "forbid", "move", "release"}:
        raise PageMissing(
            "unknown-change", _("Choose a mentor and a mentee of this matching."), remedy=_("Open the proposal again.")
        )
    told = weigh(run.inputs, act, mentor_id, mentee_id)
    return WeighPage(
        run_id=run.pk,
        cycle_id=brief.id,
        act=act,
        mentor=who[mentor_id],
        mentee=who[mentee_id],
        possible=told["possible"],
        reasons=tuple(told["reasons"]),
        levels=_levels(told),
        moved=tuple(
            MoveLine(_name(who, m["mentee"]), _name(who, m["was"]), _name(who, m["now"])) for m in told["moved"]
        ),
    )


def _everyone(run: MatchRun) -> set[int]:
    return {plain["person_id"] for plain in run.inputs["mentees"]} | {
        plain["person_id"] for _c, plain in run.inputs["mentors"]
    }


def _name(who: Mapping[int, PersonLine], person: str | None) -> str:
    return who[int(person)].name if person else _("nobody")


def _levels(told: Mapping[str, Any]) -> tuple[LevelChange, ...]:
    names = {
        "matched": _("Mentees with a mentor"),
        "worst": _("Points of the worst-off mentee"),
        "total": _("Points of all pairs together"),
        "load": _("Unevenness of the mentors' load"),
    }
    before, after = told["before"] or {}, told["after"] or {}
    return tuple(LevelChange(words, before.get(name), after.get(name)) for name, words in names.items())
