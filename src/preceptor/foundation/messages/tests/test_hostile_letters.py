"""Names and subjects of anybody's making leave a letter with the headers that we write, and no other."""

from datetime import UTC, datetime
from email import message_from_bytes

from hypothesis import example, given, settings
from hypothesis import strategies as st

from preceptor.foundation.messages.commands.delivering import message_bytes
from preceptor.foundation.messages.commands.handing import Envelope
from preceptor.foundation.messages.rules.writing import SUBJECT_LENGTH, one_line, subject_and_body

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}


def travelling(name: str, written: str) -> bytes:
    """A letter to somebody of this name whose template put this text into the subject."""
    subject, body = subject_and_body(f"Subject: {written}\n\nDear {name}")
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    envelope = Envelope(
        letter_id=1,
        to_name=one_line(name)[:200],
        to_email="ana@example.org",
        language="en",
        subject=one_line(subject)[:SUBJECT_LENGTH],
        body=body,
        message_id="<1@example.org>",
        created_at=moment,
        handed_before=False,
    )
    return message_bytes(envelope, sender="Preceptor <preceptor@example.org>")


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=60), written=st.text(max_size=60))
@example(name="Ana\r\nBcc: everybody@evil.example", written="x\r\nBcc: everybody@evil.example")
@example(name="=?utf-8?q?x=0D=0ABcc:_everybody@evil.example?=", written="=?utf-8?q?x=0D=0ABcc:_y@evil.example?=")
@example(name='"Ana" <other@evil.example>,', written="\u202eabc\x00\x0b")
def test_nothing_that_people_type_becomes_a_header(name: str, written: str) -> None:
    letter = message_from_bytes(travelling(name, written))
    assert set(letter.keys()) <= HEADERS
    assert len(letter.get_all("To", [])) == 1
