"""The applicant's changes: starting, saving, papers, submitting, withdrawing, contesting."""

from datetime import timedelta

import pytest

from preceptor.develop.admissions.commands.drafting import (
    OtherTab,
    Typed,
    reopen_application,
    save_answers,
    start_application,
    withdraw_application,
)
from preceptor.develop.admissions.commands.judging import (
    AnsweredAlready,
    NothingToContest,
    answer_contest,
    contest_fact,
)
from preceptor.develop.admissions.commands.opening import CallClosed, NotBeingChanged
from preceptor.develop.admissions.commands.papers import (
    WordingChanged,
    attach_document,
    attach_received,
    remove_document,
    sign_text,
)
from preceptor.develop.admissions.commands.submitting import ChangedSinceChecked, Incomplete, submit_application
from preceptor.develop.admissions.models import Application, RuleCheck, Submission
from preceptor.develop.admissions.queries.own import UnknownApplication, considered, whole_applications
from preceptor.develop.admissions.rules.snapshots import fingerprint
from preceptor.develop.admissions.tests.world import (
    ANSWERS,
    CLOSES,
    LATE,
    NOW,
    World,
    checked_file,
    letters,
    resume,
    say,
)
from preceptor.develop.programs.public import cycle
from preceptor.foundation.audit.public import SYSTEM, NotPermitted
from preceptor.foundation.documents.models import Signature
from preceptor.foundation.documents.public import FileUnfit, current_text, publish_text, stored_files


def _row(application_id: int) -> Application:
    return whole_applications().get(pk=application_id)


def _considered(application_id: int, now=NOW) -> str:
    row = _row(application_id)
    return considered(row, cycle(row.cycle_id), now)


def test_starting_twice_gives_the_same_application(world: World) -> None:
    assert world.start() == world.start()


def test_starting_judges_every_rule_on_the_records(world: World) -> None:
    application_id = world.start()
    verdicts = dict(RuleCheck.objects.filter(application_id=application_id).values_list("rule", "verdict"))
    assert verdicts["current_principal"] == verdicts["clean_record"] == "met"


def test_the_facts_of_a_judgement_keep_source_and_day(world: World) -> None:
    world.start()
    fact = RuleCheck.objects.get(rule="clean_record").facts["suspension"]
    assert fact == {"value": False, "source": "Personnel file", "as_of": "2023-10-01"}


def test_nobody_starts_before_the_call_opens(world: World) -> None:
    with pytest.raises(CallClosed, match="opens on"):
        world.start(now=NOW - timedelta(days=20))


def test_nobody_starts_one_second_after_the_deadline(world: World) -> None:
    with pytest.raises(CallClosed, match="closed on"):
        world.start(now=LATE)


def test_someone_elses_application_is_not_found(world: World) -> None:
    application_id = world.start()
    with pytest.raises(UnknownApplication):
        save_answers(application_id=application_id, typed=Typed(ANSWERS, 1, "t"), by=world.actor("rival"), now=NOW)


def test_the_wish_for_mentees_is_kept_as_a_number(world: World) -> None:
    application_id = world.start()
    save_answers(application_id=application_id, typed=Typed(ANSWERS, 1, "t"), by=world.actor("applicant"), now=NOW)
    assert _row(application_id).mentees_wished == 2


def test_answers_to_questions_that_nobody_asks_are_left_out(world: World) -> None:
    application_id = world.start()
    typed = Typed({"state": "submitted", "coaching": "I listen."}, 1, "t")
    save_answers(application_id=application_id, typed=typed, by=world.actor("applicant"), now=NOW)
    assert _row(application_id).answers == {"coaching": "I listen."}


def test_two_tabs_lose_nothing_and_are_told_of_both_texts(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    save_answers(application_id=application_id, typed=Typed({"coaching": "first"}, 1, "one"), by=by, now=NOW)
    with pytest.raises(OtherTab) as refused:
        save_answers(application_id=application_id, typed=Typed({"coaching": "second"}, 1, "two"), by=by, now=NOW)
    assert refused.value.differing == {"coaching": ("first", "second")}


def test_one_tab_saves_again_and_again_without_hearing_back(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    for text in ("a", "ab", "abc"):
        save_answers(application_id=application_id, typed=Typed({"coaching": text}, 1, "one"), by=by, now=NOW)
    assert _row(application_id).answers["coaching"] == "abc"


def test_a_draft_is_saved_after_the_deadline_too(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    save_answers(application_id=application_id, typed=Typed({"coaching": "late"}, 1, "t"), by=by, now=LATE)
    assert _row(application_id).answers["coaching"] == "late"


def test_a_resume_of_two_pages_is_refused(world: World) -> None:
    application_id = world.start()
    with pytest.raises(FileUnfit):
        attach_document(
            application_id=application_id, requirement="resume", upload=resume(2), by=world.actor("applicant"), now=NOW
        )


def test_a_new_file_takes_the_place_of_the_old_one(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    for name in ("old.pdf", "new.pdf"):
        received = checked_file(name)
        attach_received(application_id=application_id, requirement="resume", received=received, by=by, now=NOW)
    assert [file.name for file in stored_files(f"admissions.application:{application_id}")] == ["new.pdf"]


def test_a_file_that_was_submitted_stays_with_its_submission(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    reopen_application(application_id=application_id, by=by, now=NOW)
    remove_document(application_id=application_id, requirement="resume", by=by, now=NOW)
    assert len(stored_files(f"admissions.application:{application_id}")) == 1


def test_signing_twice_gives_one_signature(world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    first = _row(application_id).texts.get().signature_id
    text_id = _row(application_id).texts.get().text_version_id
    by = world.actor("applicant")
    again = sign_text(application_id=application_id, text="code_of_ethics", text_version_id=text_id, by=by, now=NOW)
    assert again == first


def test_a_signature_records_the_language_in_which_the_text_was_read(world: World) -> None:
    application_id, by, text = world.start(), world.actor("applicant"), "nps.code_of_ethics"
    spanish = current_text(text, "es")
    assert "Guardo para mí" in spanish.body
    sign_text(
        application_id=application_id, text="code_of_ethics", text_version_id=spanish.id, language="es", by=by, now=NOW
    )
    assert Signature.objects.get(about=f"admissions.application:{application_id}").language == "es"


def test_a_text_that_changed_on_the_screen_is_not_signed(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    with pytest.raises(WordingChanged):
        sign_text(application_id=application_id, text="code_of_ethics", text_version_id=999, by=by, now=NOW)


def test_a_text_published_anew_has_to_be_signed_again(world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    code = "nps.code_of_ethics"
    publish_text(by=SYSTEM, code=code, title="Code", bodies={"en": "Other words."}, now=NOW)
    with pytest.raises(Incomplete, match="Code of ethics"):
        world.submit(application_id)


def test_an_incomplete_application_is_not_taken_and_names_what_is_missing(world: World) -> None:
    application_id = world.start()
    with pytest.raises(Incomplete) as refused:
        world.submit(application_id)
    assert "document:resume" in refused.value.facts["missing"]  # type: ignore[operator]  a list of names


def test_a_whole_application_is_taken_in_the_last_second(world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    assert world.submit(application_id, now=CLOSES + timedelta(milliseconds=999)) == 1


def test_a_whole_application_is_late_one_second_after_the_deadline(world: World) -> None:
    application_id = world.start()
    world.fill(application_id)
    with pytest.raises(CallClosed, match=r"arrived on Dec 9, 2023, 12:00:00 a\.m\. PST"):
        world.submit(application_id, now=LATE)


def test_submitting_twice_is_the_same_as_once(world: World) -> None:
    application_id = world.submitted()
    world.submit(application_id)
    assert Submission.objects.count() == len(letters("received")) == 1


def test_what_was_not_checked_is_not_submitted(world: World) -> None:
    application_id, by = world.start(), world.actor("applicant")
    world.fill(application_id)
    with pytest.raises(ChangedSinceChecked):
        submit_application(application_id=application_id, checked="of yesterday", by=by, now=NOW)


def test_the_snapshot_is_bound_by_its_hash(world: World) -> None:
    world.submitted()
    sent = Submission.objects.get()
    assert sent.sha256 == fingerprint(sent.content)


def test_the_snapshot_holds_no_fact_of_the_records(world: World) -> None:
    world.submitted()
    assert set(Submission.objects.get().content["rules"].values()) <= {"met", "not_met", "open"}


def test_what_was_submitted_counts_while_it_is_being_changed(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    reopen_application(application_id=application_id, by=by, now=NOW)
    assert _considered(application_id) == "waiting_for_endorsement"


def test_submitting_again_makes_a_second_submission(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    reopen_application(application_id=application_id, by=by, now=NOW)
    save_answers(application_id=application_id, typed=Typed({"coaching": "Better."}, 3, "t"), by=by, now=NOW)
    assert world.submit(application_id) == 2


def test_a_submitted_application_does_not_change_just_like_that(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    with pytest.raises(NotBeingChanged):
        save_answers(application_id=application_id, typed=Typed({"coaching": "x"}, 9, "t"), by=by, now=NOW)


def test_a_withdrawn_application_is_not_considered_even_when_taken_up_again(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    withdraw_application(application_id=application_id, by=by, now=NOW)
    first = _considered(application_id)
    reopen_application(application_id=application_id, by=by, now=NOW)
    assert (first, _considered(application_id)) == ("withdrawn", "not_submitted")


def test_nothing_is_taken_up_again_after_the_deadline(world: World) -> None:
    application_id, by = world.submitted(), world.actor("applicant")
    with pytest.raises(CallClosed):
        reopen_application(application_id=application_id, by=by, now=LATE)


def test_without_an_endorsement_in_time_an_application_is_not_considered(world: World) -> None:
    application_id = world.submitted()
    assert _considered(application_id, LATE) == "endorsement_missing"


def _adverse(world: World) -> int:
    say(world.people["applicant"], "suspension", "yes")
    application_id = world.start()
    return contest_fact(
        application_id=application_id,
        rule="clean_record",
        statement="It was lifted.",
        by=world.actor("applicant"),
        now=NOW,
    )


def test_a_rule_that_is_met_cannot_be_contested(world: World) -> None:
    with pytest.raises(NothingToContest):
        contest_fact(
            application_id=world.start(), rule="clean_record", statement="x", by=world.actor("applicant"), now=NOW
        )


def test_a_fact_is_contested_once(world: World) -> None:
    _adverse(world)
    with pytest.raises(NothingToContest, match="before"):
        contest_fact(
            application_id=world.start(), rule="clean_record", statement="again", by=world.actor("applicant"), now=NOW
        )


def test_only_the_personnel_office_answers_a_contested_fact(world: World) -> None:
    contest_id = _adverse(world)
    with pytest.raises(NotPermitted):
        answer_contest(contest_id=contest_id, corrected=True, answer="Yes", by=world.actor("coordinator"), now=NOW)


def test_the_answer_reaches_the_applicant_without_the_fact(world: World) -> None:
    answer_contest(
        contest_id=_adverse(world), corrected=False, answer="It is in force.", by=world.actor("officer"), now=NOW
    )
    (letter,) = letters("contest_answered")
    assert "suspension" not in letter.body.lower()


def test_a_contested_fact_is_answered_once(world: World) -> None:
    contest_id, by = _adverse(world), world.actor("officer")
    answer_contest(contest_id=contest_id, corrected=True, answer="Corrected.", by=by, now=NOW)
    with pytest.raises(AnsweredAlready):
        answer_contest(contest_id=contest_id, corrected=False, answer="No.", by=by, now=NOW)


def test_the_call_decides_for_which_roles_one_can_apply(world: World) -> None:
    from preceptor.develop.admissions.queries.asked import UnknownCall

    with pytest.raises(UnknownCall):
        start_application(cycle_id=world.cycle_id, role="mentee", by=world.actor("applicant"), now=NOW)
