"""From frozen inputs to a proposal and back: the same inputs give the same plan, and hard rules beat locks."""

import json
from random import Random

import pytest

from preceptor.develop.pairing.plans.proposal import (
    Hand,
    Wanted,
    best_with_room,
    choices,
    freeze,
    gentle,
    ground,
    problem,
    propose,
    weigh,
)
from preceptor.develop.pairing.plans.replay import replayed
from preceptor.develop.pairing.rules.blocks import Known
from preceptor.develop.pairing.rules.fit import Side, terms

WEIGHTS = {"same_level": 40, "experience": 30, "mentee_wish": 30}
NOBODY = Known({}, {}, {}, {}, (), ())


def side(person_id, **said):
    return Side(person_id, **{"level": "high", **said})


def inputs(known=NOBODY, hand=None, capacities=(1, 1), mentees=None, blocks=("declared_conflict",)):
    mentors = [(side(at, years=3 * at), capacity) for at, capacity in enumerate(capacities, start=1)]
    return freeze(
        mentors=mentors,
        mentees=mentees or [side(11), side(12)],
        known=known,
        wanted=Wanted(WEIGHTS, blocks),
        hand=hand or Hand(),
    )


def pairs(outcome):
    return {(int(pair["mentor"]), int(pair["mentee"])) for pair in outcome["pairs"]}


def crowd(seed):
    chance = Random(seed)
    return freeze(
        mentors=[(side(at, years=chance.randrange(12), level=chance.choice(["high", "middle"])), 2) for at in range(9)],
        mentees=[side(100 + at, level=chance.choice(["high", "middle"])) for at in range(15)],
        known=Known({100: (3,)}, {}, {}, {}, {(1, 101)}, {(2, 102)}),
        wanted=Wanted(WEIGHTS, ("own_supervisor", "declared_conflict", "failed_pair")),
        hand=Hand(),
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_replay_of_kept_inputs_gives_the_same_checked_plan(seed):
    kept = json.loads(json.dumps(crowd(seed)))
    outcome = json.loads(json.dumps(propose(crowd(seed))))
    told = replayed(kept, outcome)
    assert (told.same_plan, told.certificate_faults, told.same_problem) == (True, (), True)


def test_a_replay_tells_when_the_kept_plan_was_altered():
    kept, outcome = crowd(1), propose(crowd(1))
    outcome["pairs"][0]["mentor"], outcome["pairs"][1]["mentor"] = "0", "0"
    told = replayed(kept, outcome)
    assert (told.same_plan, bool(told.certificate_faults)) == (False, True)


def test_the_scores_of_the_problem_are_the_sums_of_the_terms():
    asked = problem(crowd(2))
    mentors = {str(plain["person_id"]): Side(**plain) for _capacity, plain in crowd(2)["mentors"]}
    mentees = {str(plain["person_id"]): Side(**plain) for plain in crowd(2)["mentees"]}
    for pair, score in asked.score_of.items():
        assert score == sum(terms(mentors[pair.mentor], mentees[pair.mentee], WEIGHTS).values())


def test_the_order_of_rows_does_not_change_the_frozen_inputs():
    assert inputs(mentees=[side(11), side(12)]) == inputs(mentees=[side(12), side(11)])


def test_pairs_that_stand_are_never_disturbed_even_by_a_rule_of_today():
    known = Known({}, {}, {}, {}, {(1, 11)}, ())
    assert (1, 11) in pairs(propose(inputs(known, Hand(confirmed=[(1, 11)]))))


def test_a_mentor_who_holds_more_than_the_room_of_today_breaks_no_matching():
    outcome = propose(inputs(hand=Hand(confirmed=[(1, 11), (1, 12)]), capacities=(1, 1)))
    assert (outcome["status"], outcome["checked"]) == ("optimal", True)


def test_a_lock_against_a_hard_rule_falls():
    known = Known({}, {}, {}, {}, {(1, 11)}, ())
    assert (1, 11) not in pairs(propose(inputs(known, Hand(locked=[(1, 11)]))))


def test_a_forbidden_pair_is_not_proposed():
    assert (2, 11) not in pairs(propose(inputs(hand=Hand(forbidden=[(2, 11)]))))


def test_who_waits_is_told_with_the_rule():
    known = Known({}, {}, {}, {}, {(1, 11), (2, 11)}, ())
    told = propose(inputs(known))["unmatched"]
    assert [(one["mentee"], one["code"]) for one in told] == [("11", "all_excluded")]


def test_more_locks_than_room_are_told_and_nothing_is_proposed():
    outcome = propose(inputs(hand=Hand(locked=[(1, 11), (1, 12)])))
    assert (outcome["pairs"], outcome["reasons"][0]["code"]) == ([], "locked_beyond_capacity")


def test_a_change_by_hand_ends_in_what_was_shown():
    before, outcome = crowd(1), propose(crowd(1))
    held = {int(pair["mentee"]): int(pair["mentor"]) for pair in outcome["pairs"]}
    mentor = next(at for at in (4, 5, 6) if at != held[105])
    shown = weigh(before, "move", mentor, 105)
    changed = {**crowd(1), "locked": [[mentor, 105]]}
    after = propose(gentle(changed, before, outcome, bound=True))
    now = {int(pair["mentee"]): int(pair["mentor"]) for pair in after["pairs"]}
    moved = {int(move["mentee"]) for move in shown["moved"]}
    assert {mentee for mentee in held if now.get(mentee) != held[mentee]} == moved


def test_the_ground_of_a_plan_leaves_out_the_wish_that_nobody_moves():
    before, outcome = crowd(1), propose(crowd(1))
    assert ground(gentle(crowd(1), before, outcome, bound=True)) == ground(before)


def test_late_arrivals_get_the_best_mentors_with_room_and_no_excluded_one():
    found = inputs(Known({}, {}, {}, {}, {(2, 11)}, ()), capacities=(1, 1, 1, 1))
    best = best_with_room(found, 11, {1: 1, 2: 1, 3: 0, 4: 2}, 3)
    assert [each["mentor"] for each in best] == [4, 1]


def test_choosing_shows_excluded_mentors_last_with_the_rule():
    found = choices(inputs(Known({}, {}, {}, {}, {(2, 11)}, ())), 11)
    assert [(each["mentor"], each["rule"]) for each in found] == [(1, None), (2, "declared_conflict")]
