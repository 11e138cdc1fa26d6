"""The competencies that entries of a program can point at, by code."""

from collections.abc import Iterable, Mapping

from preceptor.develop.frameworks.public import codes_in
from preceptor.develop.programs.public import CycleBrief


def competencies_of(brief: CycleBrief, kinds: Iterable[str]) -> Mapping[str, str]:
    """Code and wording of what entries of these kinds can point at; nothing where the definition names no framework."""
    definition, found = brief.definition, dict[str, str]()
    for name in dict.fromkeys(definition.activities[kind].framework for kind in kinds):
        if name is not None:
            found |= codes_in(name, definition.frameworks[name].items)
    return found
