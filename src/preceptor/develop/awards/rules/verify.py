"""Any credential judged without the network: what it is, whether its signature fits, whose it is, whether it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from .baking import is_png, unbake_png, unbake_svg
from .canonical import expanded
from .contexts import VC1, VC2
from .faults import CredentialFault, Finding
from .keys import Documents
from .moments import read_moment, written
from .proof import check_proofs
from .reading import MOST_BYTES, Document, as_list, read_document
from .shape import badge_faults, check_shape, issuer_of
from .status import OLD_LIST, SUSPENSION, Entry, entry_of, is_set, on_old_list

# valid: signed by its issuer; unproven: the signature fits, but whose key it is cannot be known; refused: the rest.
State = Literal["valid", "unproven", "refused"]


# What is said of the status without speaking against the credential.
TOLD = frozenset({"status-dated", "status-old"})


@dataclass(frozen=True)
class Known:
    """What the judge has at hand: documents of issuers by identifier, and status lists by address."""

    documents: Documents = field(default_factory=dict)
    lists: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What became of a credential: the sentence first, then what else was found."""

    state: State
    finding: Finding
    others: tuple[Finding, ...] = ()
    credential: Document | None = None

    @property
    def codes(self) -> frozenset[str]:
        """The codes of everything that was found."""
        return frozenset({self.finding.code, *(each.code for each in self.others)})

    def sentences(self) -> tuple[str, ...]:
        """Everything that was found, in English, the verdict first."""
        return (self.finding.sentence(), *(each.sentence() for each in self.others))


def judge_file(data: bytes, known: Known, now: datetime) -> Verdict:
    """Judge a file: JSON, or a PNG or SVG with a credential in it."""
    try:
        document = document_of(data)
    except CredentialFault as fault:
        return Verdict("refused", fault.finding)
    return judge(document, known, now)


def document_of(data: bytes) -> Document:
    """The credential in a file, taken out of the image around it."""
    return read_document(_unwrapped(data))


def judge(document: Document, known: Known, now: datetime) -> Verdict:
    """Judge a credential: what makes it unreadable ends the judging, everything else is collected."""
    try:
        check_context(document)
        check_shape(document)
        issuer = issuer_of(document)
    except CredentialFault as fault:
        return Verdict("refused", fault.finding, _dates(document, now), document)
    status = _status(document, known, now)
    wrong = [each for each in status if each.code not in TOLD]
    found = [*_dates(document, now), *wrong, *badge_faults(document)]
    try:
        expanded({name: value for name, value in document.items() if name != "proof"})
        keys = check_proofs(document, issuer, known.documents, now)
    except CredentialFault as fault:
        return Verdict("refused", fault.finding, tuple(found), document)
    if found:
        return Verdict("refused", found[0], tuple(found[1:]), document)
    standings = {key.standing for key in keys}
    facts = {"name": title_of(document), "issuer": issuer_name(document), "key": keys[0].controller}
    if standings == {"proven"}:
        old = [each for each in status if each.code == "status-old"]
        return Verdict("unproven" if old else "valid", Finding("valid", facts), tuple(status), document)
    code = "unproven-key" if "other" not in standings else "unproven-other"
    return Verdict("unproven", Finding(code, facts), tuple(status), document)


def check_context(document: Document) -> None:
    """The first context says that this is a credential, and of which version."""
    first = as_list(document.get("@context"))[:1]
    if first not in ([VC1], [VC2]):
        raise CredentialFault("no-context")


def title_of(document: Mapping[str, Any]) -> str:
    """What a credential is called."""
    subject = next((each for each in as_list(document.get("credentialSubject")) if isinstance(each, dict)), {})
    achievement = subject.get("achievement")
    names = [document.get("name"), achievement.get("name") if isinstance(achievement, dict) else None]
    return next((name for name in names if isinstance(name, str) and name), str(document.get("id", "")))


def issuer_name(document: Mapping[str, Any]) -> str:
    """The name that the issuer gives itself, with its identifier."""
    issuer = document.get("issuer")
    name = issuer.get("name") if isinstance(issuer, dict) else None
    identifier = issuer_of(document)
    return f"{name} ({identifier})" if isinstance(name, str) else identifier


def _unwrapped(data: bytes) -> bytes:
    """The JSON of a file, taken out of the image around it."""
    if is_png(data):
        return _json(unbake_png(data, MOST_BYTES))
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return _json(unbake_svg(data) if start.startswith(b"<") else data)


def _json(data: bytes) -> bytes:
    """The data, unless it is a token: three parts of base64url between dots."""
    if data.strip()[:3] == b"eyJ" and data.count(b".") == 2:
        raise CredentialFault("token")
    return data


def _dates(document: Document, now: datetime) -> tuple[Finding, ...]:
    """What the dates of a credential say of this moment."""
    first = "issuanceDate" if as_list(document.get("@context"))[:1] == [VC1] else "validFrom"
    last = "expirationDate" if first == "issuanceDate" else "validUntil"
    late: Sequence[tuple[str, str, Callable[[datetime], bool]]] = (
        (first, "not-yet", lambda moment: moment > now),
        (last, "expired", lambda moment: moment <= now),
    )
    found = []
    for name, code, wrong in late:
        if name in document:
            try:
                moment = read_moment(document[name], name)
            except CredentialFault as fault:
                found.append(fault.finding)
                continue
            if wrong(moment):
                found.append(Finding(code, {"when": written(moment)}))
    return tuple(found)


def _status(document: Document, known: Known, now: datetime) -> list[Finding]:
    """What the status list says, or why nobody can say."""
    try:
        entry = entry_of(document)
        if entry is None:
            return []
        data = known.lists.get(entry.list_id)
        if data is None:
            return [Finding("status-old" if entry.index < 0 else "status-unknown", {"name": entry.list_id})]
        return [_looked_up(document, entry, read_document(data), (known, now))]
    except CredentialFault as fault:
        return [fault.finding]


def _looked_up(document: Document, entry: Entry, listed: Document, context: tuple[Known, datetime]) -> Finding:
    known, now = context
    if entry.index < 0:
        if OLD_LIST not in as_list(listed.get("type", OLD_LIST)):
            raise CredentialFault("status-shape")
        revoked, dated = on_old_list(listed, str(document.get("id"))), written(now)
    else:
        _check_list(document, listed, known, now)
        revoked, dated = is_set(listed, entry), str(listed.get("validFrom", ""))
    if revoked:
        return Finding("suspended" if entry.purpose == SUSPENSION else "revoked")
    return Finding("status-dated", {"when": dated})


def _check_list(document: Document, listed: Document, known: Known, now: datetime) -> None:
    """A list counts only when it is signed, in force, and the issuer's own."""
    if issuer_of(listed) != issuer_of(document):
        raise CredentialFault("status-issuer")
    check_context(listed)
    late = _dates(listed, now)
    if late:
        raise CredentialFault("status-list", said=late[0].sentence())
    try:
        check_proofs(listed, issuer_of(listed), known.documents, now)
    except CredentialFault as fault:
        raise CredentialFault("status-list", said=fault.finding.sentence()) from fault
