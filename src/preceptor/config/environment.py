"""Every environment variable that Preceptor reads: name, type, default and help in one table."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def _flag(text: str) -> bool:
    """Read yes/no words; anything else is a mistake worth stopping for."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "on": True,
        "0": False,
        "false": False,
        "no": False,
        "off": False,
        "": False,
    }
    try:
        return words[text.strip().lower()]
    except KeyError:
        raise ValueError(f"'{text}' is neither yes nor no; write 1 or 0") from None


def _names(text: str) -> tuple[str, ...]:
    """Read names separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(frozen=True)
class Variable:
    """One environment variable, as it is documented and read."""

    name: str
    kind: str
    default: str
    help: str


READERS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "secret": str,
    "number": int,
    "yes/no": _flag,
    "names": _names,
    "folder": Path,
}

VARIABLES: tuple[Variable, ...] = (
    Variable(
        "DATABASE_URL",
        "text",
        "",
        "Database of every command, for example postgres://user@host/name; empty: SQLite in the data folder.",
    ),
    Variable(
        "TEST_DB_SUFFIX",
        "text",
        "",
        "Added to the name of the test database, so that two test runs can share one server.",
    ),
    Variable(
        "PRECEPTOR_DATA",
        "folder",
        str(ROOT / "var"),
        "Folder for the SQLite file, uploads, keys and collected static files.",
    ),
    Variable(
        "PRECEPTOR_SECRET_KEY", "secret", "", "Signs sessions and links; empty: made once and kept in the data folder."
    ),
    Variable(
        "PRECEPTOR_KEYS",
        "secret",
        "",
        "Installation keys, newest first, by commas, 32 bytes of base64 each; empty: made once and kept.",
    ),
    Variable(
        "PRECEPTOR_SEALING_KEYS",
        "secret",
        "",
        "Keys that wrap the keys of sealed notes, newest first, by commas, 32 bytes of base64 each; "
        "empty: from the file below.",
    ),
    Variable(
        "PRECEPTOR_SEALING_KEYS_FILE",
        "text",
        "",
        "File that holds those keys, best kept outside the data folder and its backups; "
        "empty: made once and kept in the data folder.",
    ),
    Variable("PRECEPTOR_HOSTS", "names", "localhost,127.0.0.1", "Host names under which the site may be called."),
    Variable(
        "PRECEPTOR_URL", "text", "http://127.0.0.1:8000", "Address of the site as people type it; used in letters."
    ),
    Variable("PRECEPTOR_HTTPS", "yes/no", "0", "The site is reached by HTTPS: secure cookies, HSTS and redirects."),
    Variable(
        "PRECEPTOR_PROXIES",
        "number",
        "0",
        "Number of trusted proxies in front, for the caller's address in rate limits.",
    ),
    Variable(
        "PRECEPTOR_DEMO",
        "yes/no",
        "0",
        "Demonstration: a sign-in page that lists the demo people, and letters readable on a page.",
    ),
    Variable("PRECEPTOR_DEBUG", "yes/no", "0", "Detailed error pages; never on a site that others can reach."),
    Variable(
        "PRECEPTOR_TIME_ZONE",
        "text",
        "America/Los_Angeles",
        "The district's time zone, for dates on pages and deadlines.",
    ),
    Variable(
        "PRECEPTOR_DISTRICT",
        "text",
        "Reference Unified School District",
        "The district's name, shown on every page and letter.",
    ),
    Variable(
        "PRECEPTOR_MAIL_URL",
        "secret",
        "",
        "Mail server, for example smtp://user:password@host:587?tls=1; empty: letters stay in the outbox.",
    ),
    Variable("PRECEPTOR_MAIL_FROM", "text", "Preceptor <preceptor@localhost>", "Sender of letters."),
    Variable(
        "PRECEPTOR_CLAMAV",
        "text",
        "",
        "Address of a ClamAV daemon, for example 127.0.0.1:3310; empty: uploads are not scanned for viruses.",
    ),
    Variable(
        "PRECEPTOR_SMALL_GROUP",
        "number",
        "10",
        "Counts from 1 to less than this are hidden in published indicators; 10 or more is usual.",
    ),
    Variable("PRECEPTOR_UPLOAD_MB", "number", "10", "Largest upload in megabytes."),
    Variable("PRECEPTOR_TILES", "text", "", "Address of a map tile server; empty: maps are drawn without tiles."),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}


def read(name: str, environ: Mapping[str, str] | None = None) -> object:
    """Value of a declared variable; ValueError names the variable and the remedy."""
    variable = _BY_NAME[name]
    raw = (os.environ if environ is None else environ).get(name, variable.default)
    try:
        return READERS[variable.kind](raw)
    except ValueError as fault:
        raise ValueError(f"{name}: {fault}. {variable.help}") from fault


def text(name: str) -> str:
    """Value of a text variable."""
    return str(read(name))


def flag(name: str) -> bool:
    """Value of a yes/no variable."""
    return bool(read(name))


def number(name: str) -> int:
    """Value of a whole-number variable."""
    return int(str(read(name)))


def names(name: str) -> tuple[str, ...]:
    """Value of a variable that lists names."""
    return _names(str(os.environ.get(name, _BY_NAME[name].default)))


def folder(name: str) -> Path:
    """Value of a folder variable."""
    return Path(str(read(name)))
