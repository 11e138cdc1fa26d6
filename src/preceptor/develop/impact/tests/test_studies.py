"""Studies: frozen, estimated by a job, in versions; refused in words where records are too few."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from preceptor.develop.impact.commands import studies
from preceptor.develop.impact.models import ImpactStudy
from preceptor.develop.impact.plans.estimating import answer
from preceptor.develop.impact.queries.studies import study_detail_page, study_list_page
from preceptor.foundation.accounts.tests.cast import NOW, Cast, enter
from preceptor.foundation.audit.public import NotPermitted
from preceptor.foundation.jobs.public import run_pending
from preceptor.foundation.look.public import Refusal
from preceptor.planning.effects.simulate import panel
from preceptor.planning.effects.solve import solve


def ask(cast: Cast) -> int:
    return studies.start_study(kind="retention", figure="", by=cast.actor("program_coordinator"), now=NOW)


def test_the_job_answers_and_few_records_are_refused_in_words(cast: Cast) -> None:
    study_id = ask(cast)
    run_pending(now=NOW)
    page = study_detail_page(study_id=study_id, by=cast.actor("superintendent"), now=NOW)
    assert page.state in {ImpactStudy.State.REFUSED, ImpactStudy.State.INVALID}
    assert page.headline == ""
    assert page.told


def test_records_that_have_not_changed_give_the_same_version(cast: Cast) -> None:
    first = ask(cast)
    studies.keep_answer(study_id=first, state="refused", result={}, now=NOW)
    assert ask(cast) == first
    ImpactStudy.objects.filter(pk=first).update(inputs_sha256="other")
    assert ImpactStudy.objects.get(pk=ask(cast)).number == 2


def test_an_answer_is_never_replaced(cast: Cast) -> None:
    study_id = ask(cast)
    studies.keep_answer(study_id=study_id, state="refused", result={"told": ["kept"]}, now=NOW)
    studies.keep_answer(study_id=study_id, state="estimated", result={}, now=NOW)
    assert ImpactStudy.objects.get(pk=study_id).result == {"told": ["kept"]}


def test_others_neither_ask_nor_read_and_unknown_questions_are_refused(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        studies.start_study(kind="retention", figure="", by=cast.actor("principal"), now=NOW)
    with pytest.raises(NotPermitted):
        study_list_page(by=cast.actor("principal"), now=NOW)
    with pytest.raises(Refusal, match="no such question"):
        studies.start_study(kind="growth", figure="nothing", by=cast.actor("program_coordinator"), now=NOW)


def test_the_page_shows_interval_balance_trend_and_limits_in_both_languages(cast: Cast, client: Client) -> None:
    study_id = ask(cast)
    result = answer(solve(panel(4, 120, 2.0)), share=False)
    studies.keep_answer(study_id=study_id, state="estimated", result=result, now=NOW)
    enter(client, cast.users["superintendent"])
    text = client.get(reverse("impact:study-detail", args=[study_id])).content.decode()
    assert "The effect is +" in text
    assert "<svg" in text
    assert "moved alike" in text
    assert "by lot" in text
    with translation.override("es"):
        page = study_detail_page(study_id=study_id, by=cast.actor("superintendent"), now=NOW)
    assert page.headline.startswith("El efecto es +")
