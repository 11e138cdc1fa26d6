"""How invented people apply in the demonstration: with the commands that real people's clicks call."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from preceptor.develop.admissions.public import (
    Answer,
    Typed,
    answer_endorsement,
    application_detail_page,
    ask_endorser,
    attach_received,
    save_answers,
    sign_text,
    start_application,
    submit_application,
)
from preceptor.develop.programs.public import CycleBrief
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import PersonBrief, supervisor_of, today
from preceptor.foundation.documents.public import Received, current_text

ROLE = "mentor"
SUCCESS = (
    "When I came, two in five third graders read at grade level. We looked at one page of data in every meeting, "
    "chose one practice at a time and visited each other's rooms. Three years later it was two in three, and the "
    "state's yearly figures say the same for children who learn English.",
    "Attendance was our weak place. We called home on the first day of absence, not the tenth, and gave each family "
    "one person to talk to. Chronic absence fell from 31 to 18 percent in two years, and grades followed.",
    "Our ninth graders failed mathematics in September and never caught up. We moved help into the school day and let "
    "teachers plan together. The share who passed rose from 61 to 82 percent, as the district's reports show.",
    "Few of our students tried the advanced courses. We asked each one why, changed the timetable and trained four "
    "teachers. Twice as many took an examination, and the share who passed it held.",
)
COACHING = (
    "I ask what the decision would look like in a year, who would notice, and what they would tell a friend. Then I "
    "wait. My own answer stays in my pocket.",
    "We write down the facts, the feelings and the guesses on three lists. Mostly the new principal then sees the next "
    "step before I have said anything.",
    "I come to the school, walk the halls with them and ask what they saw. The decision is theirs; I help them to hear "
    "themselves think.",
)
STATEMENTS = frozenset({"supports", "resource", "observed", "framework", "met"})


@dataclass(frozen=True)
class Applicant:
    """Somebody who applies: the person, how many partners they wish, and which answers they give."""

    person: PersonBrief
    wish: int
    place: int

    @property
    def actor(self) -> Actor:
        """The person, acting."""
        return actor(self.person)


def actor(person: PersonBrief) -> Actor:
    """A person, acting."""
    return Actor("person", person.id, person.name)


def begin(found: CycleBrief, who: Applicant, now: datetime, *, half: bool = False) -> int:
    """A draft with its answers, the last one left open when it is to stay half done."""
    application_id = start_application(cycle_id=found.id, role=ROLE, by=who.actor, now=now)
    answers = {"mentees_wished": str(who.wish), "student_success": SUCCESS[who.place % len(SUCCESS)]}
    if not half:
        answers["coaching"] = COACHING[who.place % len(COACHING)]
    save_answers(application_id=application_id, typed=Typed(answers, 1, "demo"), by=who.actor, now=now)
    return application_id


def ask(application_id: int, who: Applicant, now: datetime) -> int:
    """The supervisor of record asked."""
    return ask_endorser(application_id=application_id, name="supervisor", by=who.actor, now=now)


def complete(application_id: int, who: Applicant, now: datetime) -> None:
    """The résumé attached, the code of ethics signed."""
    resume = _resume(who.person)
    attach_received(application_id=application_id, requirement="resume", received=resume, by=who.actor, now=now)
    version = current_text("nps.code_of_ethics").id
    sign_text(application_id=application_id, text="code_of_ethics", text_version_id=version, by=who.actor, now=now)


def hand_in(application_id: int, who: Applicant, now: datetime) -> None:
    """The application submitted as it stands."""
    checked = application_detail_page(application_id, who.person.id, now).checked
    submit_application(application_id=application_id, checked=checked, by=who.actor, now=now)


def answer(endorsement_id: int, who: Applicant, now: datetime, *, endorses: bool = True) -> None:
    """The supervisor's answer."""
    above = supervisor_of(who.person.id, today(now))
    if above is None:
        return
    said = Answer(True, STATEMENTS, _fields(above)) if endorses else Answer(False, reason=DECLINED)
    answer_endorsement(endorsement_id=endorsement_id, answer=said, by=actor(above), now=now)


DECLINED = "Her own school has a hard year before it and needs all of her time. Please ask me again next year."


def _fields(above: PersonBrief) -> Mapping[str, str]:
    """What a supervisor fills in."""
    return {
        "name": above.name,
        "title": "Administrator, Community of Schools",
        "phone": above.phone or "(559) 555-0100",
        "location": "Local district office",
        "email": above.email,
        "applicant_position": "Principal",
    }


def whole(found: CycleBrief, who: Applicant, now: datetime) -> int:
    """An application from the first click to the supervisor's endorsement."""
    application_id = begin(found, who, now)
    endorsement_id = ask(application_id, who, now + timedelta(minutes=4))
    complete(application_id, who, now + timedelta(minutes=20))
    hand_in(application_id, who, now + timedelta(minutes=31))
    answer(endorsement_id, who, now + timedelta(hours=5))
    return application_id


def _resume(person: PersonBrief) -> Received:
    """A one-page résumé that says that it is invented; known to be sound, so not checked once more."""
    content = _pdf(
        [
            person.name,
            "Principal",
            "",
            "An invented résumé for the demonstration.",
            "Principal for several years; assistant principal and teacher before.",
            f"{person.email}  {person.phone}",
        ]
    )
    path = default_storage.save(f"demo/{hashlib.sha256(content).hexdigest()[:32]}", ContentFile(content))
    return Received("resume.pdf", "pdf", len(content), 1, hashlib.sha256(content).hexdigest(), path, "ready")


def _pdf(lines: list[str]) -> bytes:
    """A page of plain text in the smallest PDF that every reader opens."""
    safe = [
        line.encode("cp1252", "replace").replace(b"\\", b"").replace(b"(", b"[").replace(b")", b"]") for line in lines
    ]
    drawn = b"BT /F1 12 Tf 72 720 Td 18 TL " + b" ".join(b"(" + line + b") Tj T*" for line in safe) + b" ET"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(drawn)).encode() + b" >> stream\n" + drawn + b"\nendstream",
        font,
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += str(number).encode() + b" 0 obj " + content + b" endobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    count = str(len(objects) + 1).encode()
    start = str(len(written)).encode()
    return (
        written
        + b"xref\n0 "
        + count
        + b"\n0000000000 65535 f \n"
        + table
        + b"trailer << /Root 1 0 R /Size "
        + count
        + b" >>\nstartxref\n"
        + start
        + b"\n%%EOF\n"
    )
