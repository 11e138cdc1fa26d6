"""Matching runs as their job reads them."""

from typing import Any

from preceptor.develop.pairing.models import MatchRun


def inputs_of(run_id: int) -> dict[str, Any]:
    """The frozen inputs of a run."""
    inputs: dict[str, Any] = MatchRun.objects.values_list("inputs", flat=True).get(pk=run_id)
    return inputs
