"""Jobs of documents: the virus check tried again, and the sweep of the storage."""

from datetime import time, timedelta

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from preceptor.foundation.documents.commands.storing import settle_scan
from preceptor.foundation.documents.commands.sweeping import sweep
from preceptor.foundation.documents.commands.virus import Verdict, scan
from preceptor.foundation.documents.queries.files import quarantined
from preceptor.foundation.jobs.public import Effect, Run, register, schedule

_AT_ONCE = 100


def rescan(run: Run) -> Effect:
    """Ask ClamAV again about the files in quarantine; those without a verdict wait for the next time."""
    waiting = quarantined(_AT_ONCE)
    verdicts: list[tuple[int, Verdict]] = []
    for done, (file_id, path) in enumerate(waiting):
        run.progress(done, len(waiting))
        verdicts.append((file_id, _verdict(path)))
        if verdicts[-1][1] == "unknown":
            break  # the scanner is down; asking about every file would only make them all wait for its time-out

    def effect() -> None:
        for file_id, verdict in verdicts:
            settle_scan(file_id=file_id, verdict=verdict, now=run.now)

    return effect


def _verdict(path: str) -> Verdict:
    """ClamAV's verdict on a stored file; content that is gone can never be cleared."""
    try:
        with default_storage.open(path, "rb") as file:
            return scan(file)
    except FileNotFoundError:
        return "infected"


def sweep_storage(run: Run) -> None:
    """Delete stored content that belongs to nothing."""
    sweep(now=run.now)


def register_all() -> None:
    """Make the jobs and their schedules known."""
    register("documents.rescan", rescan, lease_seconds=300, title=_("Virus check of waiting files"))
    register("documents.sweep", sweep_storage, lease_seconds=600, title=_("Sweep of the file storage"))
    schedule("documents.rescan", "documents.rescan", every=timedelta(minutes=5))
    schedule("documents.sweep", "documents.sweep", daily_at=time(3, 30))
