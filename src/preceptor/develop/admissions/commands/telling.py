"""The letters: to all at once, and to somebody who moves up from the waitlist."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.admissions.commands.deciding import NothingDecided, fault_words, lock_role, waiting_ranks
from preceptor.develop.admissions.commands.opening import name_of
from preceptor.develop.admissions.models import Application, Decision, LetterRun
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.board import Ready, ready
from preceptor.develop.admissions.queries.candidates import candidates
from preceptor.develop.admissions.queries.seen import Candidate, Decided
from preceptor.develop.admissions.queries.words import to_the_second
from preceptor.develop.admissions.rules.decisions import appeal_ends, fault_of_decision, first_of, places_left
from preceptor.develop.programs.public import Admission, CycleBrief, cycle
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import PersonBrief, people
from preceptor.foundation.look.public import Refusal
from preceptor.foundation.messages.public import Addressed, Recipient, send_many

LETTERS = {"admit": "admissions.accepted", "wait": "admissions.waitlisted", "refuse": "admissions.declined"}


class NotReady(Refusal):
    """The letters cannot go out yet."""


class ChangedSincePreview(Refusal):
    """What would be sent is not what the preview showed."""


@transaction.atomic
def send_letters(*, cycle_id: int, role: str, key: str, by: Actor, now: datetime) -> int:
    """Tell everybody at once and give the number of letters; `key` is the preview's, and the same key sends once."""
    found = cycle(cycle_id)
    require(by, "admissions.decide", where=found.unit_path, now=now)
    way = way_into(found, role)
    lock_role(cycle_id, role)
    before = LetterRun.objects.filter(key=key).first()
    if before is not None:
        return before.letters
    state = ready(found, role, way, now)
    _require_ready(state, way, key)
    number = _tell(found, role, way, state.untold, now) + _tell_set_aside(found, role, state.not_considered, now)
    LetterRun.objects.create(
        cycle_id=cycle_id, role=role, key=key, letters=number, released_by_id=by.id, released_at=now
    )
    facts = {"role": role, "letters": number, "decisions": len(state.untold), "set_aside": len(state.not_considered)}
    record(by=by, action="admissions.send-letters", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return number


def _require_ready(state: Ready, way: Admission, key: str) -> None:
    """Refuse when there is nothing to tell, when somebody is not decided on yet, or when the preview is out of date."""
    if not state.untold and not state.not_considered:
        raise NotReady("nothing-to-tell", _("There is nothing new to tell."), remedy=_("Decide on the board first."))
    if way.decisions is not None and way.decisions.all_at_once and (state.undecided or state.waiting):
        raise NotReady(
            "not-all-decided",
            _("Everybody hears at once, and %(n)d applications are not decided or can still come in.")
            % {"n": len(state.undecided) + len(state.waiting)},
            remedy=_("Decide on each of them, or wait until the call and the endorsements are closed."),
            facts={"undecided": len(state.undecided), "waiting": len(state.waiting)},
        )
    if state.key != key:
        raise ChangedSincePreview(
            "changed-since-preview",
            _("Something was decided or came in after you opened the preview, so nothing was sent."),
            remedy=_("Open the preview again, read the numbers, and send then."),
        )


def _tell(found: CycleBrief, role: str, way: Admission, untold: Sequence[Candidate], now: datetime) -> int:
    """The letters of these decisions, one kind after the other; all are noted as told at the same moment."""
    appeal = way.decisions.appeal if way.decisions else None
    until = appeal_ends(now, appeal.within_days if appeal else None)
    ids = [one.decision.id for one in untold if one.decision]
    Decision.objects.filter(pk__in=ids).update(notified_at=now)
    Decision.objects.filter(pk__in=ids, effect__in=["refuse", "wait"]).update(appeal_until=until)
    known = people(one.person_id for one in untold)
    kinds: defaultdict[str, list[Addressed]] = defaultdict(list)
    for one in untold:
        if one.decision is not None:
            context = _said(found, role, way, one, one.decision, until)
            key = f"admissions.decision:{one.decision.id}"
            kinds[LETTERS[one.decision.effect]].append(_addressed(known, one, key, context))
    return sum(send_many(letter=letter, letters=letters, now=now) for letter, letters in sorted(kinds.items()))


def _said(
    found: CycleBrief, role: str, way: Admission, one: Candidate, decision: Decided, until: datetime | None
) -> dict[str, object]:
    """What a decision letter says."""
    outcome = way.decisions.outcomes[decision.outcome] if way.decisions else None
    appeal = way.decisions.appeal if way.decisions else None
    return {
        **_frame(found, role, one),
        "says": outcome.says if outcome else "",
        "reason": decision.reason if outcome and outcome.reason_given else "",
        "capacity": decision.capacity,
        "appeal_until": to_the_second(until) if until else "",
        "appeal_to": appeal.to if appeal else "",
    }


def _frame(found: CycleBrief, role: str, one: Candidate) -> dict[str, object]:
    """What every letter of this context says."""
    return {
        "program": found.title,
        "cycle": found.name,
        "role": found.definition.roles[role].title,
        "application_id": one.id,
        "contact": found.definition.contact,
    }


def _addressed(known: Mapping[int, PersonBrief], one: Candidate, key: str, context: Mapping[str, object]) -> Addressed:
    """A letter to an applicant in their own language."""
    who = known[one.person_id]
    return Addressed(Recipient(who.name, who.email, who.language, who.id), key, context, name_of(one.id))


def _tell_set_aside(found: CycleBrief, role: str, rows: Sequence[Candidate], now: datetime) -> int:
    """A kind letter to everybody whose application could not be considered, with the reason."""
    Application.objects.filter(pk__in=[one.id for one in rows]).update(told_aside_at=now)
    known = people(one.person_id for one in rows)
    letters = [
        _addressed(
            known,
            one,
            f"admissions.not_considered:{one.id}",
            {**_frame(found, role, one), "why": one.consideration, "missing": one.missing},
        )
        for one in rows
    ]
    return send_many(letter="admissions.not_considered", letters=letters, now=now)


@transaction.atomic
def promote_from_waitlist(*, cycle_id: int, role: str, by: Actor, now: datetime) -> int:
    """Accept the first of the waitlist and write to them at once; gives the application's number."""
    found = cycle(cycle_id)
    require(by, "admissions.decide", where=found.unit_path, now=now)
    way = way_into(found, role)
    lock_role(cycle_id, role)
    first = first_of(_told_waiting(cycle_id, role))
    if first is None:
        raise NothingDecided(
            "nobody-waits",
            _("Nobody who has been told is on the waitlist."),
            remedy=_("Send the letters first, or decide on somebody else on the board."),
        )
    _require_place(found, role)
    name = next(
        name for name, one in (way.decisions.outcomes if way.decisions else {}).items() if one.effect == "admit"
    )
    (before,) = candidates(found, role, now, only=[first])
    _require_admissible(before)
    Decision.objects.filter(application_id=first, superseded_at=None).update(superseded_at=now)
    Decision.objects.create(
        application_id=first,
        outcome=name,
        effect=Decision.Effect.ADMIT,
        capacity=before.wished,
        decided_by_id=by.id,
        decided_at=now,
    )
    _tell(found, role, way, candidates(found, role, now, only=[first]), now)
    record(by=by, action="admissions.promote", about=name_of(first), facts={"role": role}, now=now)
    return first


def _require_admissible(one: Candidate) -> None:
    """Refuse for somebody who stands first and must not be admitted yet."""
    rules = one.rules_for_admission
    fault = fault_of_decision("admit", considered=one.considered, rules=rules, reason_wanted=False, reason="")
    if fault is not None:
        raise NothingDecided(
            "first-not-admissible",
            f"{one.name}: {fault_words(fault)}",
            remedy=_("Settle it, or move somebody else to the first place of the waitlist."),
        )


def _told_waiting(cycle_id: int, role: str) -> dict[int, int]:
    """The waitlist, without those who do not know yet that they are on it."""
    ranks = waiting_ranks(cycle_id, role)
    told = Decision.objects.filter(application_id__in=ranks, superseded_at=None, notified_at__isnull=False)
    return {one: ranks[one] for one in told.values_list("application_id", flat=True)}


def _require_place(found: CycleBrief, role: str) -> None:
    """Refuse while every place of the role is taken."""
    rows = Decision.objects.filter(
        application__cycle_id=found.id, application__role=role, effect=Decision.Effect.ADMIT, superseded_at=None
    ).exclude(application__state=Application.State.WITHDRAWN)
    if places_left(rows.count(), found.definition.roles[role].places.at_most) == 0:
        raise NothingDecided(
            "no-place",
            _("Every place of this role is taken."),
            remedy=_("Somebody can move up once an accepted person is released."),
        )


__all__ = ["ChangedSincePreview", "NotReady", "promote_from_waitlist", "send_letters"]
