"""Who takes part in a cycle, in which role, from when to when, and who works with whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from preceptor.develop.activities.queries.members import with_members
from preceptor.develop.activities.rules.evaluate import OwingByRole
from preceptor.develop.activities.rules.values import Owing, Role, Span, merged
from preceptor.develop.admissions.public import Accepted, accepted, accepted_cycles
from preceptor.develop.pairing.public import PairSpan, ParticipantSpan, cycle_ids_of, spans
from preceptor.develop.programs.public import CycleBrief, open_cycles
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import remembered

STARTS = "program_starts"


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

    def owing(self, away: Mapping[int, tuple[Span, ...]]) -> OwingByRole:
        """Who owes what is owed alone, and what is owed for each partner; a leave of either of the two counts."""
        owed: dict[tuple[Role, Role | None], list[Owing]] = {
            (role, None): [
                Owing(person_id, None, spans, away.get(person_id, ())) for person_id, spans in people.items()
            ]
            for role, people in self.roles.items()
        }
        pairs: defaultdict[tuple[Role, Role], defaultdict[tuple[int, int], list[Span]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for each in self.together:
            pairs[each.roles][each.people].append(each.span)
            pairs[each.roles[::-1]][each.people[::-1]].append(each.span)
        for roles, people_of in pairs.items():
            owed[roles] = [
                Owing(one, other, tuple(spans), merged((*away.get(one, ()), *away.get(other, ()))))
                for (one, other), spans in people_of.items()
            ]
        return owed


def taking_part(brief: CycleBrief, person_id: int | None = None) -> TakingPart:
    """Who takes part in a cycle; only what concerns one person when asked for. Asked once for a page."""
    return remembered(("activities.taking_part", brief.id, person_id), lambda: _taking_part(brief, person_id))


def _taking_part(brief: CycleBrief, person_id: int | None) -> TakingPart:
    pairing, applied = brief.definition.pairing, _applied(brief, person_id)
    if brief.definition.cohorts:  # only programs with groups have members whom no application names
        applied = with_members(applied, brief.id, person_id)
    if pairing is None:
        return TakingPart(applied, ())
    found = spans(brief.id, person_id)
    sides = {"mentor": pairing.mentor, "mentee": pairing.mentee}
    together = tuple(_together(pair, sides) for pair in found.pairs)
    return TakingPart(applied | _roles(found.participants, together, sides), together)


def applied_roles(brief: CycleBrief) -> tuple[Role, ...]:
    """The roles whose people are those accepted into them: all that people apply for and that no pairing keeps."""
    pairing = brief.definition.pairing
    sides = {pairing.mentor, pairing.mentee} if pairing else set()
    return tuple(role for role in brief.definition.admission if role not in sides)


def cycles_taking_part(person_id: int, *, ended: bool = False) -> set[int]:
    """The cycles in which somebody takes part: paired, listed for pairing, or accepted into a role without pairs.

    Whether somebody was accepted is asked only while a running cycle has such a role, or when ended ones are wanted.
    """
    if not ended and not any(map(applied_roles, open_cycles())):
        return cycle_ids_of(person_id)
    found = remembered(("activities.accepted", person_id), lambda: accepted_cycles(person_id))
    return cycle_ids_of(person_id) | set(found)


def _applied(brief: CycleBrief, person_id: int | None) -> dict[Role, dict[int, tuple[Span, ...]]]:
    """Those accepted into roles without pairs, from the day of the decision or the program's first, the later one."""
    found: dict[Role, dict[int, tuple[Span, ...]]] = {}
    for role in applied_roles(brief):
        people = accepted(brief.id, role)
        found[role] = {
            each.person_id: (Span(_first_day(brief, each)),)
            for each in people
            if person_id is None or each.person_id == person_id
        }
    return found


def _first_day(brief: CycleBrief, each: Accepted) -> date:
    decided = today(each.decided_at)
    return max(decided, today(brief.dates[STARTS])) if STARTS in brief.dates else decided


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
