"""Gathering static files, and only when they are others than those that were gathered."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

GATHERED = "gathered-from.txt"


def collect_when_changed() -> None:
    """Gather static files unless those there were made from just these, by name, size and time."""
    told = Path(settings.STATIC_ROOT) / GATHERED
    stamp = _stamp()
    if told.exists() and told.read_text() == stamp:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(stamp)


def _stamp() -> str:
    """A short name for the static files as they are now, and for how they are stored."""
    found = sorted(
        (name, path.stat().st_size, path.stat().st_mtime_ns)
        for finder in get_finders()
        for name, storage in finder.list([])
        for path in [Path(storage.path(name))]
    )
    return sha256(repr((settings.STORAGES["staticfiles"], found)).encode()).hexdigest()
