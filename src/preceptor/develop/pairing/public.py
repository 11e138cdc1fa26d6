"""What other contexts may use of pairing: pairs that stand, who took part when, matchings, and planning from files."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from preceptor.develop.pairing.plans.files import plan_from_files
from preceptor.develop.pairing.rules.spans import PairSpan, ParticipantSpan

if TYPE_CHECKING:
    from preceptor.develop.pairing.commands.pairs import end_pair
    from preceptor.develop.pairing.commands.participants import find_participants
    from preceptor.develop.pairing.commands.runs import adopt_run, lock_pair, mark_pair, start_run
    from preceptor.develop.pairing.commands.wishes import declare_conflict, save_wish
    from preceptor.develop.pairing.plans.replay import RunReplay
    from preceptor.develop.pairing.queries.sides import ParticipantBrief, participants_of
    from preceptor.develop.pairing.queries.spans import Spans, every_pair

# Loaded when asked for: planning from files must not wait for Django and a database.
_LATER = {
    "ParticipantBrief": "queries.sides",
    "adopt_run": "commands.runs",
    "declare_conflict": "commands.wishes",
    "end_pair": "commands.pairs",
    "every_pair": "queries.spans",
    "find_participants": "commands.participants",
    "lock_pair": "commands.runs",
    "mark_pair": "commands.runs",
    "participants_of": "queries.sides",
    "save_wish": "commands.wishes",
    "start_run": "commands.runs",
}

__all__ = [
    "PairSpan",
    "ParticipantBrief",
    "ParticipantSpan",
    "adopt_run",
    "cycle_ids_of",
    "declare_conflict",
    "end_pair",
    "every_pair",
    "find_participants",
    "lock_pair",
    "mark_pair",
    "pair_span",
    "pair_spans",
    "pairs_of",
    "participants_of",
    "plan_from_files",
    "replay_run",
    "save_wish",
    "spans",
    "standing_pairs",
    "start_run",
]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded when asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"preceptor.develop.pairing.{_LATER[name]}"), name)


def standing_pairs(cycle_id: int) -> list[tuple[int, int]]:
    """Mentor and mentee of every pair of a cycle that stands."""
    # Loaded when asked for: planning from files must not wait for Django and a database.
    from preceptor.develop.pairing.queries.inputs import standing_pairs as found

    return found(cycle_id)


def pair_spans(cycle_id: int) -> list[PairSpan]:
    """Every pair of a cycle with its days, ended ones among them."""
    from preceptor.develop.pairing.queries.spans import pair_spans as found

    return found(cycle_id)


def pair_span(pair_id: int) -> PairSpan | None:
    """One pair with its days; None when there is none of this number."""
    from preceptor.develop.pairing.queries.spans import pair_span as found

    return found(pair_id)


def pairs_of(person_id: int) -> tuple[PairSpan, ...]:
    """Every pair of a person, in whatever cycle, ended ones among them."""
    from preceptor.develop.pairing.queries.spans import pairs_of as found

    return found(person_id)


def spans(cycle_id: int, person_id: int | None = None) -> "Spans":
    """Everybody who takes part in the pairing of a cycle and every pair, with their days; of one person when asked."""
    from preceptor.develop.pairing.queries.spans import spans as found

    return found(cycle_id, person_id)


def cycle_ids_of(person_id: int) -> set[int]:
    """The cycles in which somebody takes part or has a pair."""
    from preceptor.develop.pairing.queries.spans import cycle_ids_of as found

    return found(person_id)


def replay_run(run_id: int) -> "RunReplay | None":
    """Replay a worked-out run; None when there is none of this number."""
    from preceptor.develop.pairing.plans.replay import replay_run as found

    return found(run_id)
