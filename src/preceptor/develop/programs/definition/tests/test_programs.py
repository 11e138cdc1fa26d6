"""The shipped programs: all valid, all explained; the first one figure by figure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from preceptor.develop.programs.definition import (
    Definition,
    check_program,
    editable,
    explain,
    in_force,
    left_open,
    load_definition,
    per_person,
    resolve_timeline,
)
from preceptor.develop.programs.definition.phrases import same
from preceptor.develop.programs.rules import out_of_order

PROGRAMS = Path(__file__).parents[6] / "programs"
FILES = sorted(PROGRAMS.glob("*.toml"))
ZONE = ZoneInfo("America/Los_Angeles")


def read(name: str) -> Definition:
    found = load_definition((PROGRAMS / name).read_text(encoding="utf-8"), name)
    assert isinstance(found, Definition), found
    return found


@pytest.fixture(scope="module")
def nps() -> Definition:
    return read("nps-2023-24.toml")


@pytest.fixture(scope="module")
def induction() -> Definition:
    return read("admin-induction.toml")


@pytest.fixture(scope="module")
def certification() -> Definition:
    return read("mentor-certification.toml")


@pytest.fixture(scope="module")
def institute() -> Definition:
    return read("master-program-institute-20.toml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_program_is_valid_and_explained(file: Path) -> None:
    code, text = check_program(file)
    assert (code, "valid." in text) == (0, True)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sentence_of_an_explanation_is_whole(file: Path) -> None:
    sentences = [sentence for section in explain(read(file.name)) for sentence in section.sentences]
    assert not [sentence for sentence in sentences if "{" in sentence or "None" in sentence or ".." in sentence]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_explanation_asks_for_every_phrase_in_the_readers_language(file: Path) -> None:
    told = explain(read(file.name), lambda text: same(text).upper() if "{" not in text else text)
    assert told[0].title == "THE PROGRAM"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_mailbox_of_a_person_is_shipped(file: Path) -> None:
    email = read(file.name).contact.email
    assert email in (None, "NPSMentor@lausd.net")


def test_nps_is_memorandum_147310(nps: Definition) -> None:
    assert (nps.number, nps.issued, nps.issuer) == ("MEM-147310", dt.date(2023, 11, 20), "Human Resources Division")


def test_nps_takes_applications_to_the_last_second_of_december_8(nps: Definition) -> None:
    closes = resolve_timeline(nps.timeline, {}, ZONE)[nps.admission["mentor"].closes]
    assert closes.isoformat() == "2023-12-08T23:59:59-08:00"


def test_nps_decides_by_december_15(nps: Definition) -> None:
    decisions = nps.admission["mentor"].decisions
    assert decisions is not None
    assert resolve_timeline(nps.timeline, {}, ZONE)[decisions.notify].date() == dt.date(2023, 12, 15)


def test_nps_leaves_the_orientation_open_within_january(nps: Definition) -> None:
    entry = nps.timeline["orientation"]
    assert left_open(nps.timeline) == ("orientation",)
    assert (entry.not_before, entry.not_after) == (dt.date(2024, 1, 1), dt.date(2024, 1, 31))


def test_nps_considers_nothing_incomplete_or_late(nps: Definition) -> None:
    admission = nps.admission["mentor"]
    assert (admission.incomplete_considered, admission.late_considered) == (False, False)


def test_nps_gives_a_mentor_up_to_three_mentees_and_asks_the_wish(nps: Definition) -> None:
    assert (nps.roles["mentor"].partners.at_most, nps.roles["mentor"].wish_asked) == (3, True)


def test_nps_finds_mentees_for_two_years_while_places_last(nps: Definition) -> None:
    mentee = nps.roles["mentee"]
    assert (mentee.filled, mentee.years, mentee.while_places_last) == ("records", 2, True)


def test_nps_has_the_five_rules_of_the_memorandum(nps: Definition) -> None:
    judges = {name: rule.judged_by for name, rule in nps.admission["mentor"].rules.items()}
    assert judges == {
        "current_principal": "records",
        "permanent": "records",
        "track_record": "reviewers",
        "clean_record": "records",
        "endorsed": "endorser",
    }


def test_nps_keeps_the_adverse_facts_confidential(nps: Definition) -> None:
    assert [name for name, rule in nps.admission["mentor"].rules.items() if rule.adverse] == ["clean_record"]


def test_nps_wants_a_resume_of_one_page(nps: Definition) -> None:
    assert [(d.title, d.max_pages) for d in nps.admission["mentor"].documents.values()] == [("Current résumé", 1)]


def test_nps_has_the_code_of_ethics_signed_with_the_application(nps: Definition) -> None:
    code = nps.texts["code_of_ethics"]
    assert nps.admission["mentor"].texts == ("code_of_ethics",)
    assert (code.sign_when, code.signed_by, code.body.count("\n")) == ("with_application", ("mentor",), 8)


def test_nps_endorsement_comes_from_the_supervisor_of_record_and_may_be_declined(nps: Definition) -> None:
    endorsement = nps.admission["mentor"].endorsements["supervisor"]
    assert (endorsement.by, endorsement.may_decline) == ("supervisor_of_record", True)


def test_nps_endorser_certifies_five_things(nps: Definition) -> None:
    statements = nps.admission["mentor"].endorsements["supervisor"].statements
    assert set(statements) == {"supports", "resource", "observed", "framework", "met"}


def test_nps_endorser_gives_name_title_phone_place_and_mail(nps: Definition) -> None:
    assert {"name", "title", "phone", "location", "email"} <= set(
        nps.admission["mentor"].endorsements["supervisor"].fields
    )


def test_nps_keeps_both_readings_of_the_three_hours(nps: Definition) -> None:
    limits = {limit.reading: (limit.at_least, limit.at_most) for limit in nps.duties["coaching_hours"].limits}
    assert limits == {"coaching_hours.three_hours": (3, None), "coaching_hours.up_to_three_hours": (None, 3)}


def test_nps_holds_the_reading_in_use_alone(nps: Definition) -> None:
    limits = in_force(nps, nps.duties["coaching_hours"].limits)
    assert [(limit.at_least, limit.at_most) for limit in limits] == [(3, None)]


def test_nps_counts_the_hours_for_each_mentee_and_month(nps: Definition) -> None:
    duty = nps.duties["coaching_hours"]
    assert (duty.for_each, duty.measure, duty.per) == ("mentee", "hours", "month")


def test_nps_asks_two_visits_a_semester_for_each_mentee(nps: Definition) -> None:
    duty = nps.duties["school_visits"]
    assert (duty.limits[0].at_least, duty.per, duty.for_each) == (2, "semester", "mentee")


def test_nps_check_in_is_an_hour_every_month_by_video(nps: Definition) -> None:
    check_in = nps.activities["check_in"]
    assert (check_in.minutes, check_in.modes, nps.duties["check_ins"].per) == (60, ("video",), "month")


def test_nps_allows_remote_coaching_only_with_a_reason(nps: Definition) -> None:
    share = nps.duties["coaching_hours"].shares[0]
    assert (share.modes, share.reason_needed) == (("video", "phone"), True)


def test_nps_has_eight_kinds_of_support_that_point_at_the_framework(nps: Definition) -> None:
    assert len(nps.support_tasks) == 8
    assert all(task.framework for task in nps.support_tasks.values())


def test_nps_keeps_both_due_dates_of_the_log(nps: Definition) -> None:
    assert [due.when for due in nps.logs["service"].due] == ["end of each month", "set by the office"]


def test_nps_pays_up_to_3060_a_semester_from_spring_2024_for_logs_alone(nps: Definition) -> None:
    pay = nps.pay["stipend"]
    assert (pay.at_most, pay.per, pay.first_period) == (3060, "semester", "Spring 2024")
    assert (pay.needs_logs, pay.needs_duties) == (("service",), ())


def test_nps_computes_no_pay_until_the_office_has_chosen_a_formula(nps: Definition) -> None:
    assert (nps.pay["stipend"].formula, nps.pay["stipend"].amount) == ("office_chooses", None)


def test_nps_blocks_every_kind_of_forbidden_pair(nps: Definition) -> None:
    assert nps.pairing is not None
    assert set(nps.pairing.hard_blocks) == {
        "own_supervisor", "reporting_line", "evaluator", "same_school", "declared_conflict", "failed_pair",
    }  # fmt: skip


def test_nps_pairs_stay_together_for_two_years(nps: Definition) -> None:
    assert nps.pairing is not None
    assert nps.pairing.continuation is not None
    assert nps.pairing.continuation.years == 2


def test_nps_never_evaluates_and_shows_supervisors_nothing(nps: Definition) -> None:
    assert nps.privacy is not None
    assert (nps.privacy.evaluative, nps.privacy.supervisor_sees) == (False, ())


def test_nps_leaves_charters_out(nps: Definition) -> None:
    assert nps.scope.charters is False


def test_nps_pages_reach_every_date_and_amount(nps: Definition) -> None:
    paths = {value.path for value in editable(nps)}
    assert {f"timeline.{name}.when" for name in nps.timeline} | {"pay.stipend.at_most"} <= paths


def test_induction_counts_some_dates_from_each_persons_start(induction: Definition) -> None:
    assert per_person(induction.timeline) == ("coach_named", "plan_due", "lapses")


def test_induction_reads_its_panel_on_the_first_friday_of_may(induction: Definition) -> None:
    assert resolve_timeline(induction.timeline, {}, ZONE)["panel"].date() == dt.date(2026, 5, 1)


def test_induction_wants_a_coach_in_30_days_and_a_plan_in_60(induction: Definition) -> None:
    dates = resolve_timeline(induction.timeline, {"own_start": dt.date(2025, 9, 1)}, ZONE)
    assert (dates["coach_named"].date(), dates["plan_due"].date()) == (dt.date(2025, 10, 1), dt.date(2025, 10, 31))


def test_induction_has_several_limits_on_one_number(induction: Definition) -> None:
    assert [limit.per for limit in induction.duties["coaching"].limits] == [None, None, "month", "program"]


def test_induction_has_a_duty_of_someone_without_an_account(induction: Definition) -> None:
    assert induction.roles[induction.duties["employer_statement"].who].has_account is False


def test_induction_is_paid_for_by_the_candidate(induction: Definition) -> None:
    assert induction.pay["fee"].owed_by == "candidate"


def test_induction_pays_for_the_whole_set_of_partners(induction: Definition) -> None:
    assert [(tier.partners, tier.amount) for tier in induction.pay["coach"].tiers][1] == (2, 3500)


def test_induction_ends_in_more_than_two_ways(induction: Definition) -> None:
    outcomes = induction.completion["candidate"].outcomes.values()
    assert [outcome.effect for outcome in outcomes] == ["pass", "extend", "return", "fail"]


def test_induction_says_which_rules_are_left_to_people() -> None:
    assert "The engine cannot run this rule" in check_program(PROGRAMS / "admin-induction.toml")[1]


def test_certification_wants_72_contact_hours(certification: Definition) -> None:
    assert certification.duties["contact_hours"].limits[0].at_least == 72


def test_certification_lets_the_mentor_choose_the_protege(certification: Definition) -> None:
    assert certification.roles["protege"].selected_by == "mentor_in_training"


def test_certification_credits_15_hours_for_the_institute_alone(certification: Definition) -> None:
    award = certification.awards["institute_hours"]
    assert (award.hours, award.duties) == (15, ("institute",))


def test_certification_is_valid_three_years_and_renewed_by_a_day_and_a_letter(certification: Definition) -> None:
    award = certification.awards["certification"]
    assert award.valid_years == 3
    assert award.renewal is not None
    assert award.renewal.duties == ("recertification", "reference_letter")


def test_certification_needs_ten_people_for_a_contract(certification: Definition) -> None:
    assert certification.cohorts["contract"].size.at_least == 10


def test_certification_names_six_competencies_with_strategies(certification: Definition) -> None:
    framework = certification.frameworks["mentor_competencies"]
    assert len(framework.items) == 6
    assert set(framework.strategies) == set(framework.items)


def test_certification_records_three_credits_and_their_fee(certification: Definition) -> None:
    assert certification.awards["graduate_credit"].credits == 3
    assert certification.pay["transcript"].amount == 200


def test_institute_meets_on_ten_wednesdays_from_8_to_4(institute: Definition) -> None:
    sessions = institute.cohorts["cohort_20"].sessions.values()
    assert len(sessions) == 10
    assert {(s.day.weekday() if s.day else None, s.starts, s.ends) for s in sessions} == {(2, dt.time(8), dt.time(16))}


def test_institute_wants_all_ten_sessions_without_make_ups(institute: Definition) -> None:
    duty = institute.duties["attendance"]
    assert (duty.limits[0].at_least, duty.make_ups) == (10, False)


def test_institute_replaces_the_memorandum_before(institute: Definition) -> None:
    assert institute.replaces is not None
    assert (institute.number, institute.replaces.number) == ("MEM-6725.9", "MEM-6725.8")


def test_institute_is_due_december_4_and_told_december_17(institute: Definition) -> None:
    dates = resolve_timeline(institute.timeline, {}, ZONE)
    days = [dates[name].date() for name in ("applications_due", "decisions_told", "program_starts")]
    assert days == [dt.date(2020, 12, 4), dt.date(2020, 12, 17), dt.date(2021, 1, 27)]


def test_institute_gives_every_school_a_workshop_and_support_beside_the_certificate(institute: Definition) -> None:
    extra = set(institute.duties) - set(institute.awards["certificate"].duties)
    assert extra == {"team_workshop", "technical_support"}


def test_institute_keeps_ten_weeks_and_eleven_apart(institute: Definition) -> None:
    assert set(institute.open["ten_weeks"].readings) == {"ten_sessions", "eleven_weeks"}


def test_institute_names_the_tools_that_the_supervisor_gives(institute: Definition) -> None:
    promise = institute.admission["participant"].endorsements["recommendation"].statements["tools"]
    assert all(tool in promise for tool in ("E-CAST", "staffing rosters", "MiSiS", "Focus"))


def test_certification_lets_an_internship_last_nine_months_from_each_own_start(certification: Definition) -> None:
    dates = resolve_timeline(certification.timeline, {"own_start": dt.date(2026, 9, 15)}, ZONE)
    assert dates["internship_ends"].date() == dt.date(2027, 6, 15)


def test_certification_lasts_until_the_latest_internship_is_over(certification: Definition) -> None:
    given = {"institute": dt.datetime(2026, 9, 1, tzinfo=ZONE)}
    dates = resolve_timeline(certification.timeline, given, ZONE)
    assert (dates["internship_closes"].date(), dates["program_ends"].date()) == (
        dt.date(2027, 9, 1),
        dt.date(2028, 6, 1),
    )


def test_certification_names_the_university_and_its_course(certification: Definition) -> None:
    says = certification.awards["graduate_credit"].says
    assert all(fact in says for fact in ("Bethel University", "St. Paul", "EDUC802", "three doctoral semester credits"))


def test_certification_teaches_four_modules_in_two_days(certification: Definition) -> None:
    group = certification.cohorts["institute"]
    assert (len(group.modules), group.how_many_sessions) == (4, 2)


@pytest.fixture(scope="module")
def coach() -> Definition:
    return read("leadership-coach.toml")


def test_a_coach_credential_wants_forty_hours_a_year_and_a_start_in_thirty_days(coach: Definition) -> None:
    dates = resolve_timeline(coach.timeline, {"own_start": dt.date(2026, 8, 10)}, ZONE)
    assert (coach.duties["hours"].limits[0].at_least, dates["coaching_begun"].date()) == (40, dt.date(2026, 9, 9))


def test_a_coach_credential_is_renewed_every_year(coach: Definition) -> None:
    award = coach.awards["credential"]
    assert award.renewal is not None
    assert (award.valid_years, award.renewal.valid_years, award.renewal.duties) == (1, 1, ("hours", "refresher"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shipped_program_has_its_dates_in_order(file: Path) -> None:
    found = read(file.name)
    given = {name: dt.datetime(2026, 9, 1, tzinfo=ZONE) for name in left_open(found.timeline) if name == "institute"}
    dates = resolve_timeline(found.timeline, given, ZONE)
    assert out_of_order(found, dates) == []
    assert dates["program_starts"] < dates["program_ends"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_deadline_counted_from_a_day_lasts_to_the_end_of_its_own(file: Path) -> None:
    timeline = read(file.name).timeline
    given = {name: dt.date(2026, 9, 14) for name in ("own_start", "pair_start")} | {"institute": dt.date(2026, 9, 1)}
    dates = resolve_timeline(timeline, given, ZONE)
    ends = {name: dates[name].time() for name, entry in timeline.items() if entry.kind == "deadline"}
    assert [name for name, end in ends.items() if end == dt.time(0)] == []
