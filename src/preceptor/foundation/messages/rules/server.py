"""The mail server: its address as a setting, and what its answers mean."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

Safety = Literal["none", "starttls", "tls"]
PORTS: dict[Safety, int] = {"none": 25, "starttls": 587, "tls": 465}
YES = ("1", "true", "yes", "on")
ANSWER_LENGTH = 250


@dataclass(frozen=True)
class MailServer:
    """Where and how letters are handed over."""

    host: str
    port: int
    user: str
    password: str
    safety: Safety

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.safety})"  # never the password


def mail_server(url: str) -> MailServer | None:
    """Read smtp://user:password@host:587?tls=1 or smtps://…; nothing when empty; ValueError says what to write."""
    if not url.strip():
        return None
    parts = urlsplit(url.strip())
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError(
            "PRECEPTOR_MAIL_URL must look like smtp://user:password@host:587?tls=1 or smtps://user:password@host"
        )
    wants_tls = dict(parse_qsl(parts.query)).get("tls", "").lower() in YES
    safety: Safety = "tls" if parts.scheme == "smtps" else "starttls" if wants_tls else "none"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or PORTS[safety], user, password, safety)


def permanent(code: int) -> bool:
    """Whether the server's answer is final (5xx); everything else may change."""
    return 500 <= code <= 599


def told(code: int, words: bytes | str) -> str:
    """The server's answer as one short line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    clean = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    return f"{code} {clean}"[:ANSWER_LENGTH]
