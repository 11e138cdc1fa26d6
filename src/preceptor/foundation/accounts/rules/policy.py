"""The policy as plain values: which role a position gives, and whether grants allow an action at a place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ACTION = re.compile(r"[a-z]+\.[a-z_]+")
ANYONE = "anyone"
ANY_POSITION = "any-position"


class Reach(StrEnum):
    """How far an action goes: own records (the owning context asks whose), a unit and all below it, everywhere."""

    SELF = "self"
    UNIT = "unit"
    DISTRICT = "district"


class PolicyFault(ValueError):  # noqa: N818  named for what it tells, as a refusal is
    """The policy file says something that cannot be meant."""


@dataclass(frozen=True)
class Role:
    """A role: which jobs give it, what it may do how far, and whether it asks for a second factor."""

    code: str
    title: str
    line: str
    jobs: frozenset[str]
    second_factor: bool
    may: tuple[tuple[str, Reach], ...]

    def given_by(self, job: str | None) -> bool:
        """Whether a position with this job (None: no position at all) gives the role."""
        if ANYONE in self.jobs:
            return True
        return job is not None and (job in self.jobs or ANY_POSITION in self.jobs)


@dataclass(frozen=True)
class Book:
    """The whole policy: actions in words, roles, what a secret link of each purpose may do, pages for outsiders."""

    actions: Mapping[str, str]
    roles: tuple[Role, ...]
    links: Mapping[str, frozenset[str]]
    outside: frozenset[str] = frozenset()

    def roles_of(self, job: str | None) -> tuple[Role, ...]:
        """Roles that a position with this job gives."""
        return tuple(role for role in self.roles if role.given_by(job))


@dataclass(frozen=True)
class Held:
    """A position as far as the policy is concerned."""

    job: str
    title: str
    unit_name: str
    path: str


@dataclass(frozen=True)
class Grant:
    """One role held by one position, or by nobody's position but the account alone (`path` is then empty)."""

    role: Role
    path: str
    because: str
    place: str


def grants_from(book: Book, positions: Sequence[Held], *, active: bool = True) -> tuple[Grant, ...]:
    """What somebody holds today; an inactive person holds nothing."""
    if not active:
        return ()
    own = [Grant(role, "", "", "") for role in book.roles_of(None)]
    held = [
        Grant(role, position.path, position.title, position.unit_name)
        for position in positions
        for role in book.roles_of(position.job)
        if ANYONE not in role.jobs
    ]
    return (*own, *held)


def allowed(grants: Iterable[Grant], action: str, where: str | None) -> bool:
    """Whether one of the grants carries the action at this path; None asks for the whole district."""
    return any(
        name == action and reaches(reach, grant.path, where) for grant in grants for name, reach in grant.role.may
    )


def reaches(reach: Reach, path: str, where: str | None) -> bool:
    """Whether an action of this reach, held at `path`, goes as far as `where`."""
    if reach is Reach.UNIT:
        return bool(path) and where is not None and within(where, path)
    return True


def within(where: str, path: str) -> bool:
    """Whether a path lies in the subtree of another; the closing slash keeps '/1/70/' out of '/1/7/'."""
    return path.startswith("/") and path.endswith("/") and where.startswith(path)


def from_outside(grants: Iterable[Grant]) -> bool:
    """Whether somebody holds no position in the district, and so what everybody with an account holds at most."""
    return not any(grant.path for grant in grants)


def needs_second_factor(grants: Iterable[Grant]) -> bool:
    """Whether one of the roles carries powers wide enough to ask for a second factor."""
    return any(grant.role.second_factor for grant in grants)


def link_allowed(book: Book, purpose: str, action: str) -> bool:
    """Whether a secret link of this purpose carries the action."""
    return action in book.links.get(purpose, frozenset())


def read_book(data: Mapping[str, Any]) -> Book:
    """The policy from its file's content; PolicyFault names the role and what is wrong."""
    actions = {str(name): str(words) for name, words in data.get("actions", {}).items()}
    roles = tuple(_role(code, entry, actions) for code, entry in data.get("roles", {}).items())
    links = {purpose: _known(f"link {purpose}", entry, actions) for purpose, entry in data.get("links", {}).items()}
    _all_named_well(actions)
    _all_carried(actions, roles, links)
    return Book(actions, roles, links, frozenset(data.get("outside", {}).get("pages", ())))


def _role(code: str, entry: Mapping[str, Any], actions: Mapping[str, str]) -> Role:
    carried = tuple(
        (action, reach) for reach in Reach for action in sorted(_known(code, entry.get(reach.value, ()), actions))
    )
    jobs = frozenset(entry.get("jobs", ()))
    if not jobs:
        raise PolicyFault(f"role {code}: name the jobs that give it")
    if ANYONE in jobs and any(reach is not Reach.SELF for _action, reach in carried):
        raise PolicyFault(f"role {code}: who holds no position can only have actions of reach 'self'")
    return Role(code, entry["title"], entry["line"], jobs, bool(entry["second_factor"]), carried)


def _known(code: str, names: Iterable[str], actions: Mapping[str, str]) -> frozenset[str]:
    unknown = sorted(set(names) - set(actions))
    if unknown:
        raise PolicyFault(f"{code}: no such action: {', '.join(unknown)}; list it under [actions] first")
    return frozenset(names)


def _all_named_well(actions: Mapping[str, str]) -> None:
    wrong = sorted(name for name in actions if not ACTION.fullmatch(name))
    if wrong:
        raise PolicyFault(f"actions are written context.verb: {', '.join(wrong)}")


def _all_carried(actions: Mapping[str, str], roles: Iterable[Role], links: Mapping[str, frozenset[str]]) -> None:
    carried = {action for role in roles for action, _reach in role.may}.union(*links.values())
    idle = sorted(set(actions) - carried)
    if idle:
        raise PolicyFault(f"nobody may ever do: {', '.join(idle)}")
