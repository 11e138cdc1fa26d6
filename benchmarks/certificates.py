"""Issues certificates as the job does: signed, typeset, placed on a status list, written, holders' letters drafted.

Run by `make bench`, or `.venv/bin/python benchmarks/certificates.py` (`--number 1000`). The promise: 1,000 under
60 seconds on two processors, with progress.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "certificates.json"
DATA = HERE.parent / "var" / "bench" / "certificates"
PROGRAM = HERE.parent / "programs" / "mentor-certification.toml"
FRAMEWORK = HERE.parent / "frameworks" / "mentor-competencies.case.json"
MOST_SECONDS = 60
NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)


def prepare() -> None:
    """A fresh installation on SQLite, in a folder of its own."""
    shutil.rmtree(DATA, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith(("PRECEPTOR_", "DATABASE_"))]:
        del os.environ[name]
    os.environ |= {
        "PRECEPTOR_DATA": str(DATA),
        "PRECEPTOR_URL": "https://district.example",
        "DJANGO_SETTINGS_MODULE": "preceptor.config.settings",
    }
    import django  # the settings are read when Django starts

    django.setup()
    from django.core.management import call_command

    call_command("prepare", verbosity=0)


def earned(number: int) -> tuple[int, list[int]]:
    """A program and so many people who are proposed by its office."""
    from preceptor.develop.awards.public import propose_one
    from preceptor.develop.frameworks.public import Source, load_framework
    from preceptor.develop.programs.public import edit_draft, import_draft, publish_cycle
    from preceptor.foundation.audit.public import SYSTEM
    from preceptor.foundation.district.public import load, people_by_number, unit_by_code

    load(kind="units", data=b"code,name,kind,parent\nRUSD,District,district,\n", by=SYSTEM, now=NOW)
    rows = [f"N{each:05},Ana{each},Holder,ana{each}@district.example" for each in range(number)]
    sheet = "\n".join(["employee_number,given_name,family_name,email", *rows]).encode()
    load(kind="people", data=sheet, by=SYSTEM, now=NOW)
    unit, text = unit_by_code("RUSD"), PROGRAM.read_text(encoding="utf-8")
    cycle_id = import_draft(text=text, file=PROGRAM.name, name="Bench", unit_id=unit.id, by=SYSTEM, now=NOW)
    institute = {"timeline.institute.when": NOW.date()}
    revision = edit_draft(cycle_id=cycle_id, revision=0, edits=institute, by=SYSTEM, now=NOW)
    publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=NOW)
    official = Source("mentor_competencies", FRAMEWORK.read_bytes(), "owner", "Made up for the measurement")
    load_framework(source=official, write=True, by=SYSTEM, now=NOW)
    people = people_by_number([f"N{each:05}" for each in range(number)])
    ids = [
        propose_one(cycle_id=cycle_id, award="certification", person_id=person_id, reason="Bench", by=SYSTEM, now=NOW)
        for person_id in people.values()
    ]
    return cycle_id, ids


def measure(number: int) -> dict[str, object]:
    """Approve all at once, issue them, and judge some of what came of it."""
    from django.urls import reverse

    from preceptor.develop.awards.public import approve_certificates, issue_approved
    from preceptor.foundation.audit.public import SYSTEM
    from preceptor.foundation.jobs.public import Run

    cycle_id, ids = earned(number)
    reverse("awards:my-certificates")  # a worker that runs has read the addresses long ago
    told: list[int] = []
    begun, worked = time.perf_counter(), time.process_time()
    approve_certificates(cycle_id=cycle_id, ids=ids, by=SYSTEM, now=NOW)
    approved = time.perf_counter()
    run = Run(0, {}, 1, NOW, lambda done, _total: told.append(done), lambda: None)
    issued = issue_approved(cycle_id=cycle_id, run=run)
    ended = time.perf_counter()
    return {
        "certificates": issued,
        "approving_seconds": round(approved - begun, 1),
        "issuing_seconds": round(ended - approved, 1),
        "processor_seconds": round(time.process_time() - worked, 1),
        "reports_of_progress": len(told),
        "promised_seconds": MOST_SECONDS,
        "kept": issued == number and ended - begun < MOST_SECONDS * number / 1000,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
    }


def main() -> None:
    """Measure, write the results down, and end with 1 when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--json", type=Path, default=RESULTS)
    options = parser.parse_args()
    prepare()
    result = measure(options.number)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    raise SystemExit(0 if result["kept"] else 1)


if __name__ == "__main__":
    main()
