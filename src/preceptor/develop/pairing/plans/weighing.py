"""What a change by hand would do to a proposal, and every mentor for one mentee, as their pages show it."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from preceptor.develop.pairing.models import MatchRun, Pair, Participant
from preceptor.develop.pairing.plans.proposal import choices, weigh
from preceptor.develop.pairing.queries.mine import ChoiceLine, ChoosingPage, LevelChange, MoveLine, WeighPage
from preceptor.develop.pairing.queries.pages import PageMissing, PersonLine, person_lines
from preceptor.develop.pairing.queries.proposals import people_in, run_of, term_lines
from preceptor.develop.pairing.queries.room import room_of
from preceptor.develop.pairing.queries.words import fault_sentence, points, rule_name
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import Actor, may, require
from preceptor.foundation.district.public import today

FAILED = "failed_pair"  # the hard rule whose facts come after a matching


def weigh_page(*, run_id: int, change: tuple[str, int, int], by: Actor, now: datetime) -> WeighPage:
    """What a change by hand would do to a proposal."""
    run, brief = run_of(run_id, by=by, now=now)
    act, mentor_id, mentee_id = change
    among = people_in(run.inputs)
    who = person_lines(among, today(now))
    if not {mentor_id, mentee_id} <= among or act not in {"lock", "forbid", "move", "release"}:
        raise PageMissing(
            "unknown-change", _("Choose a mentor and a mentee of this matching."), remedy=_("Open the proposal again.")
        )
    told = weigh(run.inputs, act, mentor_id, mentee_id)
    names = {person_id: line.name for person_id, line in who.items()}
    return WeighPage(
        run_id=run.pk,
        cycle_id=brief.id,
        act=act,
        mentor=who[mentor_id],
        mentee=who[mentee_id],
        possible=told["possible"],
        reasons=tuple(fault_sentence(fault, names) for fault in told["reasons"]),
        levels=_levels(told),
        moved=tuple(
            MoveLine(_name(who, m["mentee"]), _name(who, m["was"]), _name(who, m["now"])) for m in told["moved"]
        ),
    )


def _name(who: Mapping[int, PersonLine], person: str | None) -> str:
    return who[int(person)].name if person else _("nobody")


def _levels(told: Mapping[str, Any]) -> tuple[LevelChange, ...]:
    names: dict[str, tuple[str, Callable[[Any], str]]] = {
        "matched": (_("Mentees with a mentor"), str),
        "worst": (_("Points of the worst-off mentee"), points),
        "total": (_("Points of all pairs together"), points),
        "load": (_("Unevenness of the mentors' load"), str),
    }
    before, after = told["before"] or {}, told["after"] or {}
    return tuple(
        LevelChange(words, say(before.get(name)), say(after.get(name))) for name, (words, say) in names.items()
    )


def choosing_page(*, cycle_id: int, mentee_id: int, by: Actor, now: datetime) -> ChoosingPage:
    """Every mentor for one mentee, the best first, as the newest matching that knew the mentee saw them."""
    brief = cycle(cycle_id)
    require(by, "pairing.coordinate", where=brief.unit_path, now=now)
    if not Participant.objects.filter(cycle_id=cycle_id, person_id=mentee_id, side="mentee", left_at=None).exists():
        raise PageMissing("not-here", _("This person takes no part here."), remedy=_("Choose somebody who waits."))
    run = MatchRun.objects.filter(cycle_id=cycle_id).defer("outcome").order_by("-number").first()
    known = run is not None and mentee_id in {plain["person_id"] for plain in run.inputs["mentees"]}
    inputs = run.inputs if run is not None and known else None
    pairs = list(Pair.objects.filter(mentee_id=mentee_id).only("mentor", "cycle", "ended", "end_reason"))
    mentor_id = next((pair.mentor_id for pair in pairs if pair.cycle_id == cycle_id and pair.ended is None), None)
    failed = {pair.mentor_id for pair in pairs if pair.end_reason == Pair.End.NO_LONGER_HELPS}
    who = person_lines({mentee_id, mentor_id or mentee_id} | (people_in(inputs) if inputs else set()), today(now))
    room = room_of(cycle_id)
    adopted = MatchRun.objects.filter(cycle_id=cycle_id, state=MatchRun.State.ADOPTED).exists()
    return ChoosingPage(
        cycle_id=cycle_id,
        title=brief.title,
        mentee=who[mentee_id],
        stands_with=who[mentor_id] if mentor_id else None,
        run_id=run.pk if run is not None and known and run.state == MatchRun.State.PROPOSED else None,
        may_adopt=may(by, "pairing.adopt", where=brief.unit_path, now=now),
        offers=brief.definition.pairing.late_arrivals_offered if adopted and brief.definition.pairing else 0,
        best_score=points(sum(inputs["weights"].values()) * 100) if inputs else "",
        choices=_choices(inputs, mentee_id, who, room, failed) if inputs else (),
        weighed=inputs is not None,
    )


def _choices(
    inputs: Mapping[str, Any],
    mentee_id: int,
    who: Mapping[int, PersonLine],
    room: Mapping[int, int],
    failed: Collection[int],
) -> tuple[ChoiceLine, ...]:
    """Every mentor as the matching saw them; who failed this mentee since is never made a pair again."""
    since = failed if FAILED in inputs["blocks"] else ()
    seen = [
        each if each["mentor"] not in since else {**each, "rule": each["rule"] or FAILED}
        for each in choices(inputs, mentee_id)
    ]
    seen.sort(key=lambda each: each["rule"] is not None)
    return tuple(_choice(each, who, room, inputs["weights"]) for each in seen)


def _choice(
    each: Mapping[str, Any], who: Mapping[int, PersonLine], room: Mapping[int, int], weights: Mapping[str, int]
) -> ChoiceLine:
    return ChoiceLine(
        mentor=who[each["mentor"]],
        score=points(each["score"]),
        terms=term_lines(each["terms"], weights),
        room=room.get(each["mentor"], 0),
        excluded="" if each["rule"] is None else rule_name(each["rule"]),
    )
