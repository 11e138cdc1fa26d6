"""Texts in versions and signatures: any change of what was signed is named."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.audit.public import Actor
from preceptor.foundation.documents.commands.signing import NameUnfit, TextChanged
from preceptor.foundation.documents.commands.texts import TextUnfit
from preceptor.foundation.documents.models import Signature as SignatureRow
from preceptor.foundation.documents.models import StoredFile as FileRow
from preceptor.foundation.documents.models import TextVersion as TextRow
from preceptor.foundation.documents.public import (
    Broken,
    Signature,
    TextVersion,
    UnknownText,
    Valid,
    current_text,
    publish_text,
    sign,
    signature_state,
    signatures,
    text,
)
from preceptor.foundation.documents.rules.signing import answer_changes, evidence_changes, named_answers
from preceptor.foundation.documents.tests.conftest import ADA, NOON

BODIES = {"en": "I keep what I hear to myself.", "es": "Guardo para mí lo que oigo."}
ANSWERS = {"why": "To give back", "mentees": 2}
EVIDENCE = ["a" * 64, "b" * 64]
ABOUT = "admissions.application:1"
digests = st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=5)
hashes = st.lists(st.text(alphabet="abc", min_size=2, max_size=2), max_size=5)


def published(**changes: str) -> TextVersion:
    return publish_text(by=ADA, code="ethics", title="Code of ethics", bodies={**BODIES, **changes}, now=NOON)


def signed(language: str = "en", by: Actor = ADA, name: str = "Ada López") -> Signature:
    return sign(
        by=by,
        signer_name=name,
        signer_email="ada@example.org",
        text_id=published().id,
        language=language,
        answers=ANSWERS,
        evidence=EVIDENCE,
        about=ABOUT,
        now=NOON,
    )


def reasons(signature: Signature, answers: object = ANSWERS, evidence: list[str] | None = None) -> tuple[str, ...]:
    return signature_state(signature.id, answers, EVIDENCE if evidence is None else evidence).reasons


@given(digests)
def test_the_same_answers_have_not_changed(answers: dict[str, str]) -> None:
    assert answer_changes(answers, dict(answers)) == []


@given(digests, digests)
def test_every_answer_that_differs_is_named_once(signed_ones: dict[str, str], found: dict[str, str]) -> None:
    differing = {name for name in {*signed_ones, *found} if signed_ones.get(name) != found.get(name)}
    assert [change.name for change in answer_changes(signed_ones, found)] == sorted(differing)


@given(hashes, st.randoms())
def test_the_order_of_files_does_not_matter(files: list[str], random: object) -> None:
    shuffled = files[:]
    random.shuffle(shuffled)
    assert evidence_changes(files, shuffled) == []


@given(hashes, hashes)
def test_every_file_that_differs_is_named(signed_ones: list[str], found: list[str]) -> None:
    assert {change.name for change in evidence_changes(signed_ones, found)} == set(signed_ones) ^ set(found)


def test_answers_without_names_are_one_answer() -> None:
    assert named_answers(["a", "b"]) == {"": ["a", "b"]}


@pytest.mark.django_db
def test_a_changed_wording_makes_a_new_version() -> None:
    assert [published().number, published(en="Another.").number] == [1, 2]


@pytest.mark.django_db
def test_the_same_wording_makes_none() -> None:
    assert published() == published()


@pytest.mark.django_db
def test_a_text_needs_its_english_wording() -> None:
    with pytest.raises(TextUnfit):
        published(en="  ")


@pytest.mark.django_db
def test_the_newest_version_is_the_current_one() -> None:
    published()
    published(en="Newer.")
    assert current_text("ethics", "en").body == "Newer."


@pytest.mark.django_db
def test_a_text_is_read_in_spanish() -> None:
    assert text(published().id, "es").body == BODIES["es"]


@pytest.mark.django_db
def test_a_language_without_wording_falls_back_to_english() -> None:
    assert text(published().id, "vi").language == "en"


@pytest.mark.django_db
def test_a_text_that_nobody_published_is_refused() -> None:
    with pytest.raises(UnknownText):
        current_text("nothing")


@pytest.mark.django_db
def test_a_fresh_signature_is_valid() -> None:
    assert signature_state(signed().id, ANSWERS, EVIDENCE) == Valid()


@pytest.mark.django_db
def test_a_signature_is_listed_by_what_it_is_about() -> None:
    given_one = signed()
    assert signatures(ABOUT) == [given_one]


@pytest.mark.django_db
def test_a_newer_version_of_the_text_leaves_the_signature_standing() -> None:
    given_one = signed()
    published(en="Newer.")
    assert reasons(given_one) == ()


@pytest.mark.django_db
def test_a_changed_answer_is_named() -> None:
    assert reasons(signed(), {**ANSWERS, "mentees": 3}) == ("The answer “mentees” is not the one that was signed.",)


@pytest.mark.django_db
def test_an_added_and_a_missing_answer_are_named() -> None:
    told = reasons(signed(), {"why": "To give back", "new": 1})
    assert told == (
        "The answer “mentees” was signed and is missing now.",
        "The answer “new” was added after signing.",
    )


@pytest.mark.django_db
def test_a_missing_file_is_named_by_its_name() -> None:
    FileRow.objects.create(name="resume.pdf", kind="pdf", bytes=1, sha256="a" * 64, path="x", uploaded_at=NOON)
    assert reasons(signed(), evidence=["b" * 64]) == (
        "The file “resume.pdf” was signed and is missing or changed now.",
    )


@pytest.mark.django_db
def test_an_added_file_is_named() -> None:
    assert len(reasons(signed(), evidence=[*EVIDENCE, "c" * 64])) == 1


@pytest.mark.django_db
def test_a_reworded_text_breaks_every_signature_on_it() -> None:
    given_one = signed()
    TextRow.objects.update(bodies={**BODIES, "en": "I tell everybody."})
    assert reasons(given_one) == ("The text “Code of ethics”, version 1, is not worded as it was when it was signed.",)


@pytest.mark.django_db
def test_a_reworded_text_with_a_fitting_hash_breaks_them_too() -> None:
    from preceptor.foundation.documents.queries.texts import digest_of

    given_one = signed()
    row = TextRow.objects.get()
    row.bodies["es"] = "Otra cosa."
    row.sha256 = digest_of(row)
    row.save()
    assert isinstance(signature_state(given_one.id), Broken)


@pytest.mark.django_db
def test_nobody_can_sign_a_text_that_was_reworded_in_the_database() -> None:
    published()
    TextRow.objects.update(title="Another title")
    row = TextRow.objects.get()
    with pytest.raises(TextChanged):
        sign(
            by=ADA,
            signer_name="A",
            signer_email="a@example.org",
            text_id=row.pk,
            language="en",
            answers={},
            evidence=[],
            about=ABOUT,
            now=NOON,
        )


TAMPERING = {
    "signer": {"signer_name": "Eve"},
    "address": {"signer_email": "eve@example.org"},
    "person": {"signer_id": 99},
    "moment": {"signed_at": NOON + timedelta(seconds=1)},
    "language": {"language": "es"},
    "matter": {"about": "admissions.application:2"},
    "hash of the text": {"text_sha256": "0" * 64},
    "files": {"evidence": []},
    "answers": {"answers": {}},
    "seal": {"seal": "0" * 77},
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", TAMPERING)
def test_a_row_changed_in_the_database_is_told(change: str) -> None:
    given_one = signed()
    SignatureRow.objects.update(**TAMPERING[change])
    assert isinstance(signature_state(given_one.id), Broken)


@pytest.mark.django_db
def test_a_signature_stands_after_a_change_of_keys(settings: object) -> None:
    given_one = signed()
    settings.INSTALLATION_KEYS = (b"n" * 32, *settings.INSTALLATION_KEYS)
    assert reasons(given_one) == ()


@pytest.mark.django_db
def test_a_signature_under_a_key_that_was_thrown_away_is_told(settings: object) -> None:
    given_one = signed()
    settings.INSTALLATION_KEYS = (b"n" * 32,)
    assert "no longer lists" in signature_state(given_one.id).reasons[0]


@pytest.mark.django_db
def test_no_answer_is_kept_in_clear() -> None:
    signed()
    assert "To give back" not in str(SignatureRow.objects.values().get())


@pytest.mark.django_db
def test_a_person_who_signed_by_link_is_bound_by_the_link() -> None:
    given_one = signed(by=Actor("link", 5, "Ben"))
    assert (given_one.signer_kind, given_one.signer_id) == ("link", 5)


@pytest.mark.django_db
def test_a_name_that_would_be_cut_signs_nothing() -> None:
    with pytest.raises(NameUnfit, match="shorter"):
        signed(name="long " * 50)
    assert not SignatureRow.objects.exists()
