"""The shipped frameworks, as a coordinator would load them."""

from pathlib import Path

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.frameworks.public import Source, load_framework
from preceptor.foundation.audit.public import SYSTEM

FOLDER = Path(__file__).resolve().parents[4] / "frameworks"
ENDING = ".case.json"


def frameworks(seeding: Seeding) -> str:
    """Every shipped package under the name of its file; each is a paraphrase in our own words."""
    told = []
    for path in sorted(FOLDER.glob(f"*{ENDING}")):
        key = path.name.removesuffix(ENDING).replace("-", "_")
        source = Source(key, path.read_bytes(), "paraphrase")
        told.append(load_framework(source=source, write=True, by=SYSTEM, now=seeding.now).title)
    return f"frameworks: {', '.join(told)}"
