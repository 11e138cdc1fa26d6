"""A migrated SQLite file, made once for these migrations and copied for each later run, whose start it halves."""

import hashlib
import os
import shutil
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("django", "django-allauth")


def fingerprint() -> str:
    """What a migrated file depends on: our migrations, the models that they import, the packages that bring tables."""
    digest = hashlib.sha256()
    sources = ROOT / "src" / "preceptor"
    for path in sorted([*sources.rglob("migrations/*.py"), *sources.rglob("models.py"), *sources.rglob("models/*.py")]):
        digest.update(f"{path.relative_to(sources)}\0".encode() + path.read_bytes())
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    return digest.hexdigest()[:16]


def template(folder: Path) -> Path:
    """Where the migrated file for these sources is, or would be."""
    return folder / f"migrated-{fingerprint()}.sqlite3"


def begin_from(kept: Path, name: Path) -> bool:
    """Lay the migrated file where the test database is wanted; whether there was one."""
    if not kept.exists():
        return False
    shutil.copyfile(kept, name)
    return True


def keep(name: Path, kept: Path) -> None:
    """Put a copy of a freshly migrated file aside; two workers may do so at once, and older ones are dropped."""
    partial = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(name, partial)
    partial.replace(kept)
    for other in kept.parent.glob("migrated-*.sqlite3"):
        if other != kept:
            other.unlink(missing_ok=True)


def drop(name: Path) -> None:
    """Remove a test database with its side files."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)
