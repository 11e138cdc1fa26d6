"""The installation's keys: from the environment, else made once and kept readable by the owner alone."""

import base64
import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def _kept(path: Path, make: str) -> str:
    """Content of a key file; made on first use so that two starting processes agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(make)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its key is the key
        finally:
            draft.unlink()
    return path.read_text().strip()


def secret_key(given: str, data: Path) -> str:
    """Django's secret key."""
    return given or _kept(data / "keys" / "secret_key", secrets.token_urlsafe(50))


def _key_list(written: str, variable: str) -> tuple[bytes, ...]:
    """Keys as they are written down, by commas or lines; ValueError when one is not 32 bytes of base64."""
    parts = [part.strip() for part in written.replace("\n", ",").split(",") if part.strip()]
    try:
        keys = tuple(base64.b64decode(part, validate=True) for part in parts)
    except ValueError:
        keys = ()
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise ValueError(f"{variable}: each key must be 32 bytes in base64; make one with: openssl rand -base64 32")
    return keys


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def installation_keys(given: str, data: Path) -> tuple[bytes, ...]:
    """Keys of seals and second factors, newest first; ValueError when one is not 32 bytes of base64."""
    return _key_list(given or _kept(data / "keys" / "installation", _new_key()), "PRECEPTOR_KEYS")


def sealing_keys(given: str, file: str, data: Path) -> tuple[bytes, ...]:
    """Keys that wrap the keys of sealed notes, newest first: given, else from the named file, else made once."""
    written = given or (Path(file).read_text() if file else _kept(data / "keys" / "sealing", _new_key()))
    return _key_list(written, "PRECEPTOR_SEALING_KEYS")
