"""Explanations in the reader's language: the same figures always give the same sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from preceptor.planning.allocation.explain import in_words, sentences
from preceptor.planning.allocation.score import measure_says
from preceptor.resource.funding.plans.computing import line_of
from preceptor.resource.funding.queries.wording import titles_of


def told(lines: Sequence[list[Any]], result: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Say kept lines: kind, key and sentence of each."""
    said = in_words([line_of(each) for each in lines], titles_of(result))
    texts = sentences(said, str(result.get("currency", "USD")), _)
    return [(line.kind, line.key, text) for line, text in zip(said, texts, strict=True)]


def says(measure: str, value: float | None, adjusted: bool) -> str:
    """Say what a measure of fairness means."""
    return measure_says(measure, float("inf") if value is None else value, adjusted, _)
