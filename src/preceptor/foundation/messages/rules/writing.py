"""A letter as text: its name, its subject, its address, its links."""

import re
from dataclasses import dataclass

LANGUAGES = ("en", "es")
# What the sign-in library writes: changed passwords, ways back into an account.
ACCOUNT_LETTER = "system.mail"
SUBJECT_MARK = "Subject:"
SUBJECT_LENGTH = 200
NAME = re.compile(r"^[a-z][a-z0-9_]*[./][a-z][a-z0-9_-]*$")
ADDRESS = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$")
LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Recipient:
    """Whom a letter goes to; `person_id` when it is a person of the district's records."""

    name: str
    email: str
    language: str = "en"
    person_id: int | None = None


def template_name(letter: str, language: str) -> str:
    """Where the text of 'context.name' is found; ValueError when the name is none."""
    if not NAME.match(letter):
        raise ValueError(f"'{letter}' names no letter; write context.name, such as admissions.accepted")
    context, name = re.split(r"[./]", letter)
    return f"{context}/letters/{name}.{known_language(language)}.txt"


def known_language(language: str) -> str:
    """The language to write in: the reader's when letters are written in it, else English."""
    short = language[:2].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


def one_line(text: str) -> str:
    """The text without line breaks or other control characters, so that it can stand in a header."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def subject_and_body(text: str) -> tuple[str, str]:
    """Split a rendered letter; ValueError when its first line is no subject."""
    first, _break, rest = text.lstrip("\ufeff\r\n \t").partition("\n")
    if not first.startswith(SUBJECT_MARK):
        raise ValueError(f"the first line of a letter must start with '{SUBJECT_MARK}'")
    subject = one_line(first.removeprefix(SUBJECT_MARK))[:SUBJECT_LENGTH]
    return subject, rest.replace("\r\n", "\n").strip() + "\n"


def sendable(email: str) -> bool:
    """Whether the address is one that a mail server can be given as it stands."""
    return bool(ADDRESS.match(email)) and ".." not in email and not email.startswith(".") and ".@" not in email


def without_links(text: str, *, instead: str) -> str:
    """The text with every link covered: a link may be a key that is its recipient's alone."""
    return LINK.sub(instead, text)
