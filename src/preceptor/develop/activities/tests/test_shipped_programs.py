"""The duties of the shipped programs, judged on a few activities with a known answer; no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest

from preceptor.develop.activities.queries import terms
from preceptor.develop.activities.queries.owing import Depends
from preceptor.develop.activities.queries.taking_part import TakingPart, Together
from preceptor.develop.activities.rules.evaluate import evaluate
from preceptor.develop.activities.rules.periods import Calendar
from preceptor.develop.activities.rules.values import Entry, Span, Status
from preceptor.develop.activities.rules.verdicts import Verdict
from preceptor.develop.activities.tests.spring import ZONE
from preceptor.develop.awards.rules.earned import stands
from preceptor.develop.programs.definition import Definition, load_definition, resolve_timeline
from preceptor.develop.programs.public import CycleBrief

PROGRAMS = Path(__file__).parents[5] / "programs"
ONE, OTHER = 1, 2
NUMBERS = count(1)


@pytest.fixture(autouse=True)
def _district_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "zone", lambda: ZONE)


@dataclass
class Run:
    """A shipped program on its own dates, with one person in each role; the roles of a pair work together."""

    file: str
    roles: Mapping[str, int]
    given: Mapping[str, datetime] = field(default_factory=dict)
    depends: Mapping[str, Depends] = field(default_factory=dict)
    begins: date = date.min
    paired: date = date.min

    def __post_init__(self) -> None:
        found = load_definition((PROGRAMS / self.file).read_text(encoding="utf-8"), self.file)
        assert isinstance(found, Definition), found
        self.definition = found
        self.dates = resolve_timeline(found.timeline, {**self.given}, ZONE)
        days = [self.dates[name].astimezone(ZONE).date() for name in ("program_starts", "program_ends")]
        self.calendar = Calendar(ZONE, days[0], days[1])
        self.first = max(self.begins, days[0])

    def part(self) -> TakingPart:
        """Everybody from their own start on."""
        span, pairing = Span(self.first), self.definition.pairing
        roles = {role: {person: (span,)} for role, person in self.roles.items()}
        if pairing is None:
            return TakingPart(roles, ())
        sides = (pairing.mentor, pairing.mentee)
        together = Span(max(self.first, self.paired))
        return TakingPart(roles, (Together(sides, (self.roles[sides[0]], self.roles[sides[1]]), together),))

    def judged(self, entries: Iterable[Entry], on: date) -> dict[str, Verdict]:
        """The verdict on each duty of the first person over the whole program."""
        part, now = self.part(), datetime(on.year, on.month, on.day, 12, tzinfo=ZONE)
        brief = CycleBrief(1, "", "published", "", "", 1, self.definition, self.dates, 1, "")
        duties = terms.duty_terms(brief, part, on, self.depends)
        grids = evaluate(duties, part.owing({}), entries, self.calendar, now)
        return {each.duty: each for grid in grids for each in grid.verdicts() if each.person_id == ONE}

    def standing(self, award: str, entries: Iterable[Entry], on: date) -> str:
        """How the person stands towards an award."""
        found = self.judged(entries, on)
        named = self.definition.awards[award].duties
        return stands([found[name].status.name if name in found else "SHORT" for name in named])

    def did(self, kind: str, day: date, minutes: int = 60, *, mode: str = "in_person", key: str = "") -> Entry:
        """An activity at ten in the morning, of everybody here whose role takes part in it."""
        parties = tuple(
            (role, self.roles[role]) for role in self.definition.activities[kind].with_roles if role in self.roles
        )
        starts = datetime(day.year, day.month, day.day, 10, tzinfo=ZONE)
        return Entry(next(NUMBERS), kind, starts, minutes, mode, parties, key=key)


def certification() -> Run:
    """Institute in September 2026, internship from October 1 on."""
    return Run(
        "mentor-certification.toml",
        {"participant": ONE, "mentor_in_training": ONE, "protege": OTHER},
        {"institute": datetime(2026, 9, 1, tzinfo=ZONE)},
        {name: Depends(frozenset(), frozenset()) for name in ("recertification", "reference_letter")},
    )


def internship(run: Run) -> list[Entry]:
    """Two days, nine months with eight hours and one meeting of the cohort each, and the project: 72 hours."""
    months = [date(2026, month, 10) for month in (10, 11, 12)] + [date(2027, month, 10) for month in range(1, 6)]
    months = [date(2026, 9, 20), *months]
    return [
        *(run.did("institute_day", date(2026, 9, day), 450, key=f"day {day}") for day in (2, 3)),
        *(run.did("contact", day, 480, mode="electronic") for day in months),
        *(run.did("cohort_call", day, mode="video") for day in months),
        run.did("final_project", date(2027, 5, 20), key="talk"),
    ]


def test_both_parts_of_the_certification_earn_it() -> None:
    run = certification()
    assert run.standing("certification", internship(run), date(2028, 7, 1)) == "met"


def test_seventy_two_contact_hours_are_met_and_a_minute_less_is_not() -> None:
    run = certification()
    done = internship(run)
    short = [run.did("contact", date(2026, 9, 20), 479, mode="video"), *(e for e in done if e.id != done[2].id)]
    found = [run.judged(entries, date(2028, 7, 1))["contact_hours"] for entries in (done, short)]
    assert [(each.counted, each.status) for each in found] == [(4320, Status.MET), (4319, Status.SHORT)]


def test_contact_before_both_days_of_the_institute_counts_for_nothing() -> None:
    run = certification()
    early = [run.did("contact", date(2026, 9, 1), 480), *internship(run)]
    assert run.judged(early, date(2028, 7, 1))["contact_hours"].counted == 4320


def test_nine_meetings_in_eight_months_are_not_monthly() -> None:
    run = certification()
    done = internship(run)
    last = next(each for each in reversed(done) if each.kind == "cohort_call")
    twice = [each for each in done if each.id != last.id] + [run.did("cohort_call", date(2027, 4, 24), mode="video")]
    found = run.judged(twice, date(2028, 7, 1))["cohort_calls"]
    assert (found.counted, found.spread, found.status) == (9, (("months", 8, 9),), Status.SHORT)


def test_the_nine_months_with_a_protege_count_from_the_day_of_the_pair() -> None:
    run = certification()
    run.paired = date(2026, 12, 10)
    hours = [run.did("contact", date(2027, 8, day), 480, mode="electronic") for day in range(1, 9)]
    last = [run.did("contact", day, 480) for day in (date(2027, 9, 10), date(2027, 9, 11))]
    days = internship(run)[:2]
    found = [run.judged([*days, *hours, each], date(2028, 7, 1))["contact_hours"] for each in last]
    assert [each.status for each in found] == [Status.MET, Status.LATE]


def test_the_institute_alone_credits_its_hours() -> None:
    run = certification()
    days = internship(run)[:2]
    assert run.standing("institute_hours", days, date(2026, 10, 1)) == "met"
    assert run.standing("institute_hours", days[:1], date(2028, 7, 1)) == "missing"


def test_what_only_the_renewal_asks_for_is_not_owed_in_the_cycle_itself() -> None:
    run = certification()
    run.depends = {name: Depends(frozenset({ONE}), frozenset()) for name in run.depends}
    found = run.judged(internship(run), date(2028, 7, 1))
    award = run.definition.awards["certification"].renewal
    assert award is not None
    assert set(award.duties) & found.keys() == set()


def institute() -> Run:
    return Run("master-program-institute-20.toml", {"participant": ONE})


def ten_weeks(run: Run) -> list[Entry]:
    """All ten sessions, a demonstration and a task each, two coachings and two reviews."""
    sessions = run.definition.cohorts["cohort_20"].sessions
    days = {name: session.day for name, session in sessions.items() if session.day}
    return [
        *(run.did("session", day, 480, key=name) for name, day in days.items()),
        *(
            run.did(kind, day, key=f"{kind} {name}")
            for name, day in days.items()
            for kind in ("content_check", "practicum")
        ),
        *(run.did("site_coaching", date(2021, month, 12)) for month in (2, 3)),
        *(run.did("performance_review", date(2021, month, 19), key=f"review {month}") for month in (2, 3)),
    ]


def test_all_that_the_institute_asks_for_earns_its_certificate() -> None:
    run = institute()
    assert run.standing("certificate", ten_weeks(run), date(2021, 5, 1)) == "met"


LESS = [(0, "attendance"), (10, "content"), (11, "practicum"), (-1, "performance_reviews"), (-3, "site_coaching")]


@pytest.mark.parametrize(("place", "duty"), LESS)
def test_one_thing_less_and_there_is_no_certificate(place: int, duty: str) -> None:
    run = institute()
    done = ten_weeks(run)
    done.remove(done[place])
    assert run.standing("certificate", done, date(2021, 5, 1)) == "missing"
    assert run.judged(done, date(2021, 5, 1))[duty].missing == 1


def test_the_same_session_twice_is_one_session() -> None:
    run = institute()
    done = ten_weeks(run)
    done[1] = run.did("session", date(2021, 2, 3), 480, key="s1")
    assert run.judged(done, date(2021, 5, 1))["attendance"].counted == 9


def coaching() -> Run:
    """A coach who begins on September 14, 2026."""
    return Run("leadership-coach.toml", {"coach": ONE, "leader": OTHER}, begins=date(2026, 9, 14))


def year(run: Run) -> list[Entry]:
    """Five hours in each of eight months, the first on October 14, the thirtieth day."""
    days = [date(2026, month, 14) for month in (10, 11, 12)] + [date(2027, month, 14) for month in range(1, 6)]
    return [*(run.did("coaching", day, 300) for day in days), run.did("watched", date(2027, 3, 1))]


def test_forty_hours_begun_on_the_thirtieth_day_earn_the_coach_credential() -> None:
    run = coaching()
    found = run.judged(year(run), date(2027, 7, 2))
    assert (found["hours"].counted, found["begin"].status) == (2400, Status.MET)
    assert run.standing("credential", year(run), date(2027, 7, 2)) == "met"


def test_a_start_on_the_thirty_first_day_is_late() -> None:
    run = coaching()
    later = [run.did("coaching", date(2026, 10, 15), 300), *year(run)[1:]]
    assert run.judged(later, date(2027, 7, 2))["begin"].status == Status.LATE


def test_forty_hours_in_seven_months_are_not_a_year_of_coaching() -> None:
    run = coaching()
    found = run.judged([*year(run)[1:], run.did("coaching", date(2026, 11, 20), 300)], date(2027, 7, 2))["hours"]
    assert (found.counted, found.spread, found.status) == (2400, (("months", 7, 8),), Status.SHORT)


def test_hours_by_telephone_count_up_to_a_quarter() -> None:
    run = coaching()
    called = [run.did("coaching", date(2027, 2, day), 300, mode="phone") for day in (1, 2, 3)]
    in_person = [each for each in year(run) if each.kind == "coaching"][:6]
    assert run.judged([*in_person, *called], date(2027, 7, 2))["hours"].counted == 1800 + 600
