"""What coordinators have to do about pairs, for the desk."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from preceptor.develop.pairing.models import MatchRun, Pair, Participant
from preceptor.develop.programs.public import open_cycles
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor, may


@dataclass(frozen=True)
class Coordinated:
    """One cycle that the reader coordinates: who waits, and the proposal that is open."""

    cycle_id: int
    title: str
    waiting: int
    proposal_id: int | None


def unpaired_mentees() -> QuerySet[Participant]:
    """Mentees who have no mentor."""
    standing = Pair.objects.filter(cycle=OuterRef("cycle"), mentee=OuterRef("person"), ended=None)
    return Participant.objects.filter(~Exists(standing), side="mentee", left_at=None)


def open_runs() -> QuerySet[MatchRun]:
    """Matchings that are being worked out or proposed."""
    return MatchRun.objects.filter(Q(state="proposed") | Q(state="waiting"))


def coordinated(*, by: Actor, now: datetime) -> list[Coordinated]:
    """Cycles with pairs that the reader coordinates, in a constant number of queries."""
    if not holds(by.id, "pairing.coordinate", now):
        return []
    mine = [
        each
        for each in open_cycles()
        if each.definition.pairing and may(by, "pairing.coordinate", where=each.unit_path, now=now)
    ]
    if not mine:
        return []
    ids = [each.id for each in mine]
    mentees = unpaired_mentees().filter(cycle_id__in=ids).order_by().values("cycle_id").annotate(told=Count("pk"))
    runs = open_runs().filter(cycle_id__in=ids).order_by()
    columns = ("what", "cycle_id", "told")
    waits = mentees.annotate(what=Value("mentees")).values_list(*columns)
    proposed = runs.annotate(what=Value("run"), told=F("pk")).values_list(*columns)
    rows = list(waits.union(proposed, all=True))
    waiting = {cycle_id: number for what, cycle_id, number in rows if what == "mentees"}
    proposals = {cycle_id: number for what, cycle_id, number in rows if what == "run"}
    return [
        Coordinated(
            each.id,
            f"{each.title} · {each.name}",
            waiting.get(each.id, 0),
            proposals.get(each.id),
        )
        for each in mine
    ]
