"""A small client of the ClamAV daemon: streams a file and reads the verdict."""

import logging
import socket
import struct
from pathlib import Path
from typing import IO, Literal

from django.conf import settings

Verdict = Literal["clean", "infected", "unknown"]

_CHUNK = 64 * 1024
_TIMEOUT_SECONDS = 30
_log = logging.getLogger(__name__)


def scan(file: IO[bytes]) -> Verdict:
    """What ClamAV says; 'unknown' when it cannot be asked or gives no verdict, 'clean' when none is configured."""
    if not settings.CLAMAV:
        return "clean"
    try:
        with _connected(str(settings.CLAMAV)) as daemon:
            answer = _asked(daemon, file)
    except OSError as fault:
        _log.warning("ClamAV at %s cannot be asked: %s", settings.CLAMAV, fault)
        return "unknown"
    return _understood(answer)


def _connected(address: str) -> socket.socket:
    """A connection to 'host:port', or to the socket file of a path."""
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(_TIMEOUT_SECONDS)
        daemon.connect(str(Path(address)))
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_TIMEOUT_SECONDS)


def _asked(daemon: socket.socket, file: IO[bytes]) -> str:
    """Send the file in chunks, each with its length before it and a zero length at the end, and read the answer."""
    daemon.sendall(b"zINSTREAM\0")
    while chunk := file.read(_CHUNK):
        daemon.sendall(struct.pack("!I", len(chunk)) + chunk)
    daemon.sendall(struct.pack("!I", 0))
    answer = b""
    while not answer.endswith(b"\0") and (part := daemon.recv(4096)):
        answer += part
    return answer.rstrip(b"\0").decode(errors="replace")


def _understood(answer: str) -> Verdict:
    """The verdict in an answer; anything but a plain yes or no keeps the file in quarantine."""
    if answer == "stream: OK":
        return "clean"
    if answer.endswith(" FOUND"):
        return "infected"
    _log.warning("ClamAV gave no verdict: %s", answer[:200])
    return "unknown"
