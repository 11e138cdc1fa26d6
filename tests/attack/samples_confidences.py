"""A pair with a sealed note that carries a marker, for the walk over every address, and the eye that watches for it."""

import base64
import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse

from preceptor.develop.confidences.commands.conflicts import tell_conflict
from preceptor.develop.confidences.commands.notes import release_note, write_note
from preceptor.develop.confidences.commands.portfolio import Written, release_reflection, write_reflection
from preceptor.develop.confidences.models import Disclosure, Note, PairCircle, PairConflict, Reflection
from preceptor.develop.pairing.models import Pair
from preceptor.develop.programs.models import Cycle, CycleDate, ProgramVersion
from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.documents.public import publish_text
from tests.attack.samples_develop import TEXT

MARKER = "Zarzamora whispers"
SEALED = f"{MARKER}: the superintendent must not read this."
# Base64 of the marker, whatever stands before it.
CODED = [base64.b64encode(b"x" * shift + MARKER.encode())[4:-4] for shift in range(3)]
PORTFOLIO = """
[portfolio]
kept_by = ["mentor", "mentee"]
says = "For your own reflections."
"""
DATES = {
    "call_opens": -90,
    "applications_due": -80,
    "endorsements_due": -80,
    "decisions_told": -70,
    "program_starts": -60,
    "program_ends": 60,
}
THE_PAIR = frozenset({"principal", "staff"})
# Where somebody else reads it by right: the person whom the sample's mentee names.
BY_RIGHT = {
    "confidences:released-note": frozenset({"supervisor"}),
    "confidences:released-reflection": frozenset({"supervisor"}),
}


class LeakError(AssertionError):
    """A sealed word reached somebody who is not of the pair."""


def content_of(response: HttpResponseBase) -> bytes:
    """All that was sent, unpacked where it is an archive."""
    streamed = isinstance(response, StreamingHttpResponse)
    content: bytes = b"".join(response.streaming_content) if streamed else response.content  # type: ignore[attr-defined]  # one of the two
    headers = repr(sorted(response.headers.items())).encode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return headers + b"".join(archive.read(name) for name in archive.namelist())
    return headers + content


def watch(name: str, role: str, response: HttpResponseBase) -> None:
    """Raise when a sealed word is in an answer to anybody who has no right to it."""
    if role in THE_PAIR | BY_RIGHT.get(name, frozenset()):
        return
    content = content_of(response)
    if any(word in content for word in (MARKER.encode(), *CODED)):
        raise LeakError(f"{role} at {name}")


def sealed(cast: Cast) -> Note:
    """The principal's note for a member of staff, in a cycle of its own, beside a conflict of interest."""
    pair = _pair(cast)
    by = cast.actor("principal")
    note = write_note(pair_id=pair.pk, text=SEALED, sent_key="s", by=by, now=NOW)
    tell_conflict(pair_id=pair.pk, matter=SEALED, way=SEALED, sent_key="s", by=by, now=NOW)
    return Note.objects.get(pk=note)


def _pair(cast: Cast) -> Pair:
    found = Pair.objects.filter(cycle__key="sealed").first()
    if found is not None:
        return found
    text = TEXT.replace('key = "nps"', 'key = "sealed"') + PORTFOLIO
    said = {"title": "Sealed", "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    version = ProgramVersion.objects.create(key="sealed", number=1, imported_at=NOW, imported_by="t", **said)
    cycle = Cycle.objects.create(
        key="sealed",
        name="2026-27",
        state="published",
        unit=cast.units["hr"],
        created_at=NOW,
        version=version,
        published_at=NOW - timedelta(days=900),
    )
    for name, days in DATES.items():
        moment = NOW + timedelta(days=days)
        CycleDate.objects.create(cycle=cycle, name=name, title=name, moment=moment)
    for name in ("mentoring_agreement", "code_of_ethics"):
        publish_text(by=SYSTEM, code=f"sealed.{name}", title=name, bodies={"en": "We keep it."}, now=NOW)
    two = {"mentor": cast.people["principal"], "mentee": cast.people["staff"]}
    started = (NOW - timedelta(days=50)).date()
    return Pair.objects.create(cycle=cycle, origin="hand", started=started, adopted_at=NOW, **two)


def reflection(cast: Cast) -> Reflection:
    """The principal's sealed reflection, beside the pair's notes."""
    cycle = sealed(cast).circle.pair.cycle
    written = Written(SEALED)
    number = write_reflection(cycle_id=cycle.pk, written=written, sent_key="r", by=cast.actor("principal"), now=NOW)
    return Reflection.objects.get(pk=number)


def of_portfolio(cast: Cast) -> dict[str, Any]:
    """Arguments that name a cycle in which the pair keep portfolios."""
    return {"cycle_id": reflection(cast).portfolio.cycle_id}


def of_reflection(cast: Cast) -> dict[str, Any]:
    """Arguments that name a reflection."""
    return {"reflection_id": reflection(cast).pk}


def of_reflection_release(cast: Cast) -> dict[str, Any]:
    """Arguments that name the release of a reflection to the supervisor."""
    by, email = cast.actor("principal"), cast.people["supervisor"].email
    return {"release_id": release_reflection(reflection_id=reflection(cast).pk, email=email, by=by, now=NOW)}


def of_pair(cast: Cast) -> dict[str, Any]:
    """Arguments that name the pair."""
    return {"pair_id": sealed(cast).circle.pair_id}


def of_agreement(cast: Cast) -> dict[str, Any]:
    """Arguments that name the pair's agreement."""
    return {**of_pair(cast), "name": "mentoring_agreement"}


def of_text(cast: Cast) -> dict[str, Any]:
    """Arguments that name the mentor's code of ethics."""
    return {"cycle_id": _pair(cast).cycle_id, "name": "code_of_ethics"}


def of_note(cast: Cast) -> dict[str, Any]:
    """Arguments that name the note."""
    return {"note_id": sealed(cast).pk}


def of_conflict(cast: Cast) -> dict[str, Any]:
    """Arguments that name the conflict that the principal told of."""
    sealed(cast)
    return {"conflict_id": PairConflict.objects.get().pk}


def of_release(cast: Cast) -> dict[str, Any]:
    """Arguments that name a release to the supervisor."""
    email, by = cast.people["supervisor"].email, cast.actor("staff")
    return {"release_id": release_note(note_id=sealed(cast).pk, email=email, by=by, now=NOW)}


def of_disclosure(cast: Cast) -> dict[str, Any]:
    """Arguments that name a proposal of the compliance officer, who has no right to propose one."""
    sealed(cast)
    day = NOW.date()
    row = Disclosure.objects.create(
        circle=PairCircle.objects.get(),
        ground="subpoena",
        reference="7",
        first=day,
        last=day,
        readable_until=day,
        proposed_by=cast.people["compliance_officer"],
        proposed_at=NOW,
    )
    return {"disclosure_id": row.pk}
