"""Solves the frozen inputs of a kept matching anew, and checks the proof that was kept with it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from preceptor.develop.pairing.models import MatchRun
from preceptor.develop.pairing.plans.proposal import problem
from preceptor.foundation.audit.public import canonical
from preceptor.planning.matching.certificate import from_data
from preceptor.planning.matching.check import check
from preceptor.planning.matching.plan import Assigned, Levels, Plan
from preceptor.planning.matching.solve import solve


@dataclass(frozen=True)
class Replay:
    """Whether inputs and plan are the same again, and every fault of the kept proof."""

    same_problem: bool
    same_plan: bool
    certificate_faults: tuple[str, ...]


def replayed(inputs: Mapping[str, Any], outcome: Mapping[str, Any]) -> Replay:
    """Build the problem from the frozen inputs, solve it, and hold the kept plan and proof against it."""
    asked = problem(inputs)
    again = solve(asked).plan
    kept = _kept(outcome)
    if kept is None:
        return Replay(asked.fingerprint == outcome["inputs"], again is None, ())
    same = again is not None and again.mentor_of() == kept.mentor_of()
    return Replay(asked.fingerprint == outcome["inputs"], same, tuple(fault.sentence for fault in check(asked, kept)))


def _kept(outcome: Mapping[str, Any]) -> Plan | None:
    """The plan as it was kept; None when there was none."""
    if outcome["levels"] is None or outcome["certificate"] is None:
        return None
    pairs = [Assigned(pair["mentor"], pair["mentee"], pair["score"], pair["locked"]) for pair in outcome["pairs"]]
    ordered = tuple(sorted(pairs, key=lambda pair: pair.mentee))
    return Plan(ordered, Levels(**outcome["levels"]), from_data(outcome["certificate"]))


@dataclass(frozen=True)
class RunReplay:
    """A kept run replayed: whether its inputs still have their hash, and what solving them anew gave."""

    inputs_whole: bool
    replay: Replay

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        again = self.replay
        return self.inputs_whole and again.same_problem and again.same_plan and not again.certificate_faults


def replay_run(run_id: int) -> RunReplay | None:
    """Replay a worked-out run; None when there is none of this number."""
    run = MatchRun.objects.filter(pk=run_id, outcome__isnull=False).first()
    if run is None or run.outcome is None:
        return None
    return RunReplay(digest(run.inputs) == run.inputs_sha256, replayed(run.inputs, run.outcome))


def digest(inputs: Mapping[str, Any]) -> str:
    """The hash under which inputs are frozen."""
    return hashlib.sha256(canonical(inputs).encode()).hexdigest()
