"""Handing a letter to the mail server so that it is known, at every step, whether the server can have it.

By RFC 5321 a server delivers nothing before it has the final dot of a message. So the outbox notes "being handed over"
right before that dot: whatever breaks earlier is surely not sent, and only a lost answer to the dot leaves a doubt.
"""

import contextlib
import functools
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import NoReturn

from preceptor.foundation.messages.commands.handing import Envelope
from preceptor.foundation.messages.rules.server import MailServer, permanent, told

TIMEOUT_SECONDS = 60.0
SIGN_IN_FIRST = 530
TAKEN = range(200, 300)
GO_ON = 354


class Answer(Exception):  # noqa: N818  what a server says is no error of the program
    """What the server, or the way to it, answered."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Refused(Answer):
    """The server will never take this letter."""


class NotNow(Answer):
    """The server surely does not have the letter and may take it later; `handed`: it said so after the final dot."""

    def __init__(self, words: str, *, handed: bool = False) -> None:
        super().__init__(words)
        self.handed = handed


class AnswerLost(Answer):
    """The letter was handed over, and whether the server took it is not known."""


def message_bytes(envelope: Envelope, *, sender: str) -> bytes:
    """The letter as it travels; the same letter gives the same Message-ID and the same date each time."""
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(display_name=_as_typed(envelope.to_name), addr_spec=envelope.to_email)
    message["Subject"] = _as_typed(envelope.subject)
    message["Date"] = format_datetime(envelope.created_at)
    message["Message-ID"] = envelope.message_id
    message["Content-Language"] = envelope.language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envelope.body)
    return message.as_bytes()


def _as_typed(text: str) -> str:
    """Text that nothing decodes: an encoded word that somebody typed could open into a header of its own."""
    return text.replace("=?", "= ?")


def deliver(envelope: Envelope, *, server: MailServer, sender: str, before_last: Callable[[], None]) -> str:
    """Hand the letter over and return the server's answer; `before_last` runs right before the final dot."""
    content = re.sub(rb"(?m)^\.", b"..", message_bytes(envelope, sender=sender))
    try:
        with _connected(server, sender) as smtp:
            _expect(smtp.mail(parseaddr(sender)[1]), final=False)
            _expect(smtp.rcpt(envelope.to_email))
            _expect(smtp.docmd("DATA"), GO_ON)
            smtp.send(content)
            before_last()
            return _last_dot(smtp)
    except (OSError, smtplib.SMTPException) as fault:
        raise NotNow(_in_words(fault)) from fault


def _last_dot(smtp: smtplib.SMTP) -> str:
    """Send the final dot and hear the answer; without an answer nobody knows."""
    try:
        smtp.send(b".\r\n")
        code, words = smtp.getreply()
    except (OSError, smtplib.SMTPException) as fault:
        raise AnswerLost(_in_words(fault)) from fault
    if code not in TAKEN:
        _say_no(code, words, handed=True)
    return told(code, words)


def _expect(answer: tuple[int, bytes], wanted: int | None = None, *, final: bool = True) -> None:
    """Go on when the server agrees; a refusal is for ever only where it is about this letter."""
    code, words = answer
    if code == wanted or (wanted is None and code in TAKEN):
        return
    if not final or code == SIGN_IN_FIRST:
        raise NotNow(told(code, words))
    _say_no(code, words, handed=False)


def _say_no(code: int, words: bytes, *, handed: bool) -> NoReturn:
    """The server's no, for ever or for now."""
    if permanent(code):
        raise Refused(told(code, words))
    raise NotNow(told(code, words), handed=handed)


def _in_words(fault: Exception) -> str:
    """What went wrong on the way, without addresses of machines or passwords."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return told(fault.smtp_code, fault.smtp_error)
    return type(fault).__name__


@functools.cache
def _safe() -> ssl.SSLContext:
    """What makes a connection safe; kept, since reading the certificates takes longer than sending."""
    return ssl.create_default_context()


@contextlib.contextmanager
def _connected(server: MailServer, sender: str) -> Iterator[smtplib.SMTP]:
    """A connection, safe and signed in as the setting says; how it closes matters to nobody once there is an answer."""
    own_name = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    if server.safety == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, own_name, timeout=TIMEOUT_SECONDS, context=_safe()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, own_name, timeout=TIMEOUT_SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.safety == "starttls":
            smtp.starttls(context=_safe())
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()
