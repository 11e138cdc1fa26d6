"""Measures every page that has a reader: queries, server time and memory at 1,000 schools and 20,000 people.

Run by `make bench`, or `.venv/bin/python benchmarks/pages.py` (`--show WORD` prints the queries of pages so named).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = HERE / "results" / "pages.json"
INSTALLATIONS = ROOT / "var" / "bench"
MOST_QUERIES = 15
MOST_MILLISECONDS = 100.0
SEED = 1
SIZES = {"demonstration": 0, "large": 12}
"""More teachers at every school by installation: about 8,000 and about 20,000 people."""


def environment(name: str, *, demo: bool) -> dict[str, str]:
    """Settings of an installation: as in production, on SQLite, in a folder of its own."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("PRECEPTOR_", "DATABASE_"))}
    own = {"PRECEPTOR_DATA": str(INSTALLATIONS / name), "PRECEPTOR_DEMO": str(int(demo)), "DATABASE_URL": ""}
    return bare | own | {"DJANGO_SETTINGS_MODULE": "preceptor.config.settings"}


def stamp(name: str) -> str:
    """What an installation was made from: seed, size, the demonstration and the tables of this version."""
    source = ROOT / "src" / "preceptor"
    made_by = sorted([*source.glob("config/demo/**/*"), *source.glob("*/*/migrations/*.py"), *ROOT.glob("programs/*")])
    digest = sha256(f"{SEED} {SIZES[name]}".encode())
    for path in made_by:
        if path.is_file() and "__pycache__" not in path.parts and "tests" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def build(name: str) -> None:
    """Make the installation with the real commands, unless it stands there already."""
    folder = INSTALLATIONS / name
    mark = folder / "made-from.txt"
    if mark.exists() and mark.read_text() == stamp(name):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    preceptor = Path(sys.executable).with_name("preceptor")
    more = ["--seed", str(SEED), "--more-teachers", str(SIZES[name])]
    for command in (["prepare"], ["seed-demo", *more]):
        subprocess.run([preceptor, *command], env=environment(name, demo=True), check=True)
    # A district's database is analysed now and then, and so is this one.
    with sqlite3.connect(folder / "preceptor.sqlite3") as database:
        database.execute("ANALYZE")
    mark.write_text(stamp(name))


def measured(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Measure an installation in a process of its own, since settings are read once a process."""
    command = [sys.executable, str(HERE / "page_measures.py"), "--requests", str(options.requests)]
    command += ["--show", options.show] if options.show else []
    command += ["--count-only"] if name != "large" else []
    done = subprocess.run(command, env=environment(name, demo=False), stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def faults(large: dict[str, Any], smaller: dict[str, Any]) -> list[str]:
    """What breaks the promise: too many queries, too slow, or more queries where there is more data."""
    found = []
    for row in large["pages"]:
        told = f"{row['page']} ({row['reader']})"
        if row["queries"] > MOST_QUERIES:
            found.append(f"{told} needs {row['queries']} queries; at most {MOST_QUERIES} are allowed")
        if row["p95_ms"] > MOST_MILLISECONDS:
            found.append(f"{told} has a p95 of {row['p95_ms']} ms; at most {MOST_MILLISECONDS:g} ms is allowed")
    counts = {(row["page"], row["reader"]): row["queries"] for row in smaller["pages"]}
    for row in large["pages"]:
        before = counts.get((row["page"], row["reader"]), row["queries"])
        if row["queries"] > before:
            told = f"{row['page']} ({row['reader']})"
            found.append(f"{told} needs {row['queries']} queries in the large installation, {before} in the smaller")
    return found


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as text in columns, the slowest first."""
    columns = ("page", "reader", "queries", "median_ms", "p95_ms", "kilobytes")
    ordered = sorted(rows, key=lambda row: -row["p95_ms"])
    cells = [columns, *(tuple(str(row[name]) for name in columns) for row in ordered)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def main() -> None:
    """Build, measure, print, write; fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=40, help="requests of each page (40; at least 30)")
    parser.add_argument("--show", default="", metavar="WORD", help="print the queries of pages whose name holds this")
    options = parser.parse_args()
    for name in SIZES:
        build(name)
    smaller, large = (measured(name, options) for name in ("demonstration", "large"))
    print(table(large["pages"]))
    broken = faults(large, smaller)
    machine = {
        "system": platform.system(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": [round(each, 1) for each in os.getloadavg()],
    }
    print(f"\n{machine['cores']} cores, load {machine['load']}; {large['memory_mib']} MiB; {large['size']}")
    print("\n".join(f"not measured: {each}" for each in large["not_measured"]))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": machine, "faults": broken, **large}, indent=1) + "\n")
    sys.exit("\n".join(["", *broken]) if broken else 0)


if __name__ == "__main__":
    main()
