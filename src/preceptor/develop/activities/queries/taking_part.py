"""Who takes part in a cycle, in which role, from when to when, and who works with whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from preceptor.develop.activities.rules.evaluate import OwingByRole
from preceptor.develop.activities.rules.values import Owing, Role, Span
from preceptor.develop.pairing.public import PairSpan, ParticipantSpan, spans
from preceptor.develop.programs.public import CycleBrief


@dataclass(frozen=True)
class Together:
    """Two people who work together from a day until a day, each in a role."""

    roles: tuple[Role, Role]
    people: tuple[int, int]
    span: Span

    def other(self, person_id: int) -> tuple[Role, int]:
        """The role and number of the one who is not this person."""
        turn = 1 if self.people[0] == person_id else 0
        return self.roles[turn], self.people[turn]

    def on(self, day: date) -> bool:
        """Whether they work together on a day."""
        return self.span.first <= day and (self.span.last is None or day <= self.span.last)


@dataclass(frozen=True)
class TakingPart:
    """Everybody of a cycle: the roles of each person with their days, and the pairs."""

    roles: Mapping[Role, Mapping[int, tuple[Span, ...]]]
    together: tuple[Together, ...]

    def roles_of(self, person_id: int) -> tuple[Role, ...]:
        """The roles that somebody has in the cycle."""
        return tuple(role for role, people in self.roles.items() if person_id in people)

    def partners_of(self, person_id: int) -> tuple[Together, ...]:
        """With whom somebody works, or has worked."""
        return tuple(each for each in self.together if person_id in each.people)

    def owing(self) -> OwingByRole:
        """Who owes what is owed alone, and what is owed for each partner."""
        owed: dict[tuple[Role, Role | None], list[Owing]] = {
            (role, None): [Owing(person_id, None, spans) for person_id, spans in people.items()]
            for role, people in self.roles.items()
        }
        pairs: defaultdict[tuple[Role, Role], defaultdict[tuple[int, int], list[Span]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for each in self.together:
            pairs[each.roles][each.people].append(each.span)
            pairs[each.roles[::-1]][each.people[::-1]].append(each.span)
        for roles, people_of in pairs.items():
            owed[roles] = [Owing(one, other, tuple(spans)) for (one, other), spans in people_of.items()]
        return owed


def taking_part(brief: CycleBrief, person_id: int | None = None) -> TakingPart:
    """Who takes part in a cycle; only what concerns one person when asked for."""
    pairing = brief.definition.pairing
    if pairing is None:
        return TakingPart({}, ())
    found = spans(brief.id, person_id)
    sides = {"mentor": pairing.mentor, "mentee": pairing.mentee}
    together = tuple(_together(pair, sides) for pair in found.pairs)
    return TakingPart(_roles(found.participants, together, sides), together)


def _together(pair: PairSpan, sides: Mapping[str, Role]) -> Together:
    roles = (sides["mentor"], sides["mentee"])
    return Together(roles, (pair.mentor_id, pair.mentee_id), Span(pair.started, pair.ended))


def _roles(
    listed: tuple[ParticipantSpan, ...], together: tuple[Together, ...], sides: Mapping[str, Role]
) -> dict[Role, dict[int, tuple[Span, ...]]]:
    """Each role with its people; who has a pair takes part, also where no list of participants names them."""
    found: dict[Role, dict[int, tuple[Span, ...]]] = {role: {} for role in sides.values()}
    for each in listed:
        found[sides[each.side]][each.person_id] = (Span(each.since, each.left),)
    for pair in together:
        for role, person_id in zip(pair.roles, pair.people, strict=True):
            found[role].setdefault(person_id, (pair.span,))
    return found
