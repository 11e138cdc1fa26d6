"""People who take part by being listed in a context above, such as the members of a group with sessions."""

from collections.abc import Callable, Mapping

from preceptor.develop.activities.rules.values import Role, Span

Members = Mapping[Role, Mapping[int, tuple[Span, ...]]]
Source = Callable[[int, int | None], Members]

_sources: list[Source] = []


def register_members(source: Source) -> None:
    """Ask `source(cycle_id, person_id)` too who takes part in which role, and when; everybody when nobody is named."""
    if source not in _sources:
        _sources.append(source)


def with_members(
    known: Mapping[Role, Mapping[int, tuple[Span, ...]]], cycle_id: int, person_id: int | None
) -> dict[Role, dict[int, tuple[Span, ...]]]:
    """The roles that are known already, with those whom the contexts above list besides."""
    found = {role: dict(people) for role, people in known.items()}
    for source in _sources:
        for role, people in source(cycle_id, person_id).items():
            for who, spans in people.items():
                found.setdefault(role, {}).setdefault(who, spans)
    return found
