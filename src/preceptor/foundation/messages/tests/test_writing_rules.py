"""Names, subjects, addresses and links of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preceptor.foundation.messages.rules.writing import (
    known_language,
    one_line,
    sendable,
    subject_and_body,
    template_name,
    without_links,
)


def test_a_letter_is_found_by_context_name_and_language() -> None:
    assert template_name("admissions.accepted", "es-MX") == "admissions/letters/accepted.es.txt"


def test_a_slash_names_the_same_letter() -> None:
    assert template_name("admissions/accepted", "en") == template_name("admissions.accepted", "en")


@pytest.mark.parametrize("name", ["accepted", "../etc.passwd", "a.b.c", "A.b", ""])
def test_what_names_no_letter_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="names no letter"):
        template_name(name, "en")


def test_a_language_without_letters_is_written_to_in_english() -> None:
    assert [known_language(code) for code in ("es", "es-mx", "fr", "")] == ["es", "es", "en", "en"]


@given(st.text())
def test_a_header_is_one_line_whatever_is_in_it(text: str) -> None:
    line = one_line(text)
    assert line.isprintable() or not line
    assert line == line.strip()


@given(subject=st.text(), body=st.text())
def test_a_subject_never_brings_a_second_header(subject: str, body: str) -> None:
    found, _body = subject_and_body(f"Subject: {subject}\n{body}")
    assert not set(found) & set("\r\n\v\f\x00\x85\u2028\u2029")
    assert len(found) <= 200


def test_the_first_line_is_the_subject_and_the_rest_the_text() -> None:
    assert subject_and_body("Subject: Welcome\n\nDear Ana,\nyes.\n") == ("Welcome", "Dear Ana,\nyes.\n")


def test_a_letter_without_a_subject_is_a_mistake_of_its_writer() -> None:
    with pytest.raises(ValueError, match="must start with 'Subject:'"):
        subject_and_body("Dear Ana")


@pytest.mark.parametrize("email", ["ana@example.org", "o'neil+x@sub.example.org", "a@localhost"])
def test_usual_addresses_can_be_written_to(email: str) -> None:
    assert sendable(email)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "a b@example.org",
        "a@b\r\nBcc: c@d",
        "a..b@example.org",
        ".a@b.org",
        "ana@-",
        "<a@b>",
    ],
)
def test_what_no_server_would_take_is_told_beforehand(email: str) -> None:
    assert not sendable(email)


def test_links_are_covered_and_words_stay() -> None:
    assert without_links("Open https://x.org/l/abc?d=1#e now", instead="[link]") == "Open [link] now"
