"""Agreements and the code of ethics: signed by both, signed again, and asked for before the first log."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from preceptor.develop.activities.public import submit_log
from preceptor.develop.activities.tests.world import NOW, World
from preceptor.develop.confidences.commands.signing import Read, WordingChanged, sign_agreement, sign_text
from preceptor.develop.confidences.desk import desk_items
from preceptor.develop.confidences.public import SignFirst, paper_of_agreement, paper_of_text
from preceptor.develop.confidences.queries.circles import NotYours
from preceptor.develop.confidences.tests.conftest import DAY, Browse
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.models import Signature
from preceptor.foundation.documents.public import publish_text

AGREEMENT, CODE = "mentoring_agreement", "code_of_ethics"


def agree(world: World, pair_id: int, who: str, now: datetime = NOW) -> None:
    by = world.actor(who)
    version = paper_of_agreement(pair_id=pair_id, name=AGREEMENT, by=by).text.id
    sign_agreement(pair_id=pair_id, name=AGREEMENT, read=Read(version), by=by, now=now)


def ethics(world: World, now: datetime = NOW) -> None:
    by = world.actor("mentor")
    version = paper_of_text(cycle_id=world.cycle_id, name=CODE, by=by, now=now).text.id
    sign_text(cycle_id=world.cycle_id, name=CODE, read=Read(version), by=by, now=now)


def everything(world: World, now: datetime = NOW) -> None:
    from preceptor.develop.confidences.tests.signing import sign_all

    sign_all(world.cycle_id, now)


def hand_in(world: World, now: datetime = NOW) -> int:
    by = world.actor("mentor")
    return submit_log(cycle_id=world.cycle_id, name="service", period="2024-02", reply="", by=by, now=now)


def refused(world: World, now: datetime = NOW) -> SignFirst:
    with pytest.raises(SignFirst) as told:
        hand_in(world, now)
    return told.value


def titles(world: World, who: str, now: datetime = NOW) -> list[str]:
    return [item.title for item in desk_items(world.people[who].pk, now)]


def test_without_the_code_of_ethics_no_log_is_handed_in(world: World) -> None:
    refusal = refused(world)
    assert "have not signed “Code of ethics" in refusal.sentence
    assert reverse("confidences:text-sign", args=[world.cycle_id, CODE]) in refusal.remedy


def test_without_my_signature_of_the_agreement_no_log_is_handed_in(world: World, pair_id: int) -> None:
    ethics(world)
    assert reverse("confidences:agreement-sign", args=[pair_id, AGREEMENT]) in refused(world).remedy


def test_until_the_partner_has_signed_no_log_is_handed_in(world: World, pair_id: int) -> None:
    everything(world)
    Signature.objects.filter(signer_id=world.people["mentee"].pk).delete()
    assert "Ana Mentee has not signed" in refused(world).sentence


def test_a_partners_silence_holds_up_no_log_for_longer_than_a_week(world: World) -> None:
    everything(world, NOW - 7 * DAY)
    Signature.objects.filter(signer_id=world.people["mentee"].pk).delete()
    assert hand_in(world)


def test_when_both_have_signed_the_log_goes_in(world: World) -> None:
    everything(world)
    assert hand_in(world)


def test_an_ended_pair_holds_up_no_log(world: World, pair_id: int) -> None:
    from preceptor.develop.pairing.public import end_pair

    everything(world)
    Signature.objects.filter(signer_id=world.people["mentee"].pk).delete()
    end_pair(pair_id=pair_id, reason="no_longer_helps", by=world.actor("mentee"), now=NOW)
    assert hand_in(world)


def test_the_code_is_signed_again_after_a_year(world: World) -> None:
    everything(world, NOW - timedelta(days=366))
    assert "grown old" in refused(world).sentence
    ethics(world)
    assert hand_in(world)


def test_the_code_is_signed_again_when_its_text_changes(world: World) -> None:
    everything(world)
    publish_text(by=SYSTEM, code=f"nps.{CODE}", title="Code", bodies={"en": "A new wording."}, now=NOW)
    assert "new wording" in refused(world).sentence


def test_an_agreement_is_signed_once_whatever_is_published_later(world: World) -> None:
    everything(world)
    publish_text(by=SYSTEM, code=f"nps.{AGREEMENT}", title="Agreement", bodies={"en": "A new wording."}, now=NOW)
    assert hand_in(world)


def test_what_is_to_be_signed_stands_on_the_desk(world: World, pair_id: int) -> None:
    assert sorted(titles(world, "mentor")) == [
        "Sign: Code of ethics for mentors",
        "Sign: Mentoring agreement",
        "Sign: Mentoring agreement",
    ]
    agree(world, pair_id, "mentee")
    assert titles(world, "mentee") == []


def test_a_wording_that_was_not_shown_is_not_signed(world: World, pair_id: int) -> None:
    with pytest.raises(WordingChanged):
        sign_agreement(pair_id=pair_id, name=AGREEMENT, read=Read(0), by=world.actor("mentee"), now=NOW)


def test_signing_twice_is_one_signature(world: World, pair_id: int) -> None:
    agree(world, pair_id, "mentee")
    agree(world, pair_id, "mentee")
    assert Signature.objects.filter(about=f"confidences.agreement:{pair_id}").count() == 1


@pytest.mark.parametrize("who", ["other", "stranger", "program_coordinator"])
def test_nobody_signs_for_another_pair(world: World, pair_id: int, who: str) -> None:
    with pytest.raises(NotYours):
        agree(world, pair_id, who)


def test_a_mentee_is_not_asked_for_the_mentors_code(world: World) -> None:
    with pytest.raises(NotYours):
        paper_of_text(cycle_id=world.cycle_id, name=CODE, by=world.actor("mentee"), now=NOW)


def test_both_see_each_others_signature(world: World, pair_id: int, browse: Browse) -> None:
    agree(world, pair_id, "mentee")
    url = reverse("documents:signature", args=[Signature.objects.get(about=f"confidences.agreement:{pair_id}").pk])
    seen = {who: browse(who).get(url).status_code for who in ("mentor", "mentee", "other", "program_coordinator")}
    assert seen == {"mentor": 200, "mentee": 200, "other": 404, "program_coordinator": 404}


@pytest.mark.parametrize("name", [AGREEMENT, CODE])
def test_texts_are_signed_on_their_pages(world: World, pair_id: int, browse: Browse, name: str) -> None:
    mentor = browse("mentor")
    args = [pair_id, name] if name == AGREEMENT else [world.cycle_id, name]
    url = reverse("confidences:agreement-sign" if name == AGREEMENT else "confidences:text-sign", args=args)
    assert mentor.post(url, {}).status_code == 422
    version = mentor.get(url).context["page"].text.id
    mentor.post(url, {"agree": "yes", "version": str(version)})
    assert "You signed on" in mentor.get(url).content.decode()


def test_the_signature_keeps_the_language_that_was_read_not_that_of_the_press(
    world: World, pair_id: int, browse: Browse
) -> None:
    code = paper_of_agreement(pair_id=pair_id, name=AGREEMENT, by=world.actor("mentor")).text.code
    title, bodies = "Agreement", {"en": "We agree.", "es": "Acordamos."}
    publish_text(by=SYSTEM, code=code, title=title, bodies=bodies, now=NOW)
    client = browse("mentor")
    url = reverse("confidences:agreement-sign", args=[pair_id, AGREEMENT])
    shown = client.get(url, headers={"Accept-Language": "es"}).content.decode()
    assert 'name="language" value="es"' in shown
    version = paper_of_agreement(pair_id=pair_id, name=AGREEMENT, by=world.actor("mentor")).text.id
    client.post(url, {"agree": "yes", "version": version, "language": "es"}, headers={"Accept-Language": "en"})
    assert Signature.objects.latest("pk").language == "es"
