"""The shipped frameworks, as a coordinator would load them."""

from pathlib import Path

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.frameworks.public import Source, load_framework
from preceptor.foundation.audit.public import SYSTEM

FOLDER = Path(__file__).resolve().parents[4] / "frameworks"
ENDING = ".case.json"


# The association of the demonstration is made up, and so is the text that it is said to have given to the district.
OFFICIAL = "mentor_competencies"
PARAPHRASED = b", in our own words"
GROUND = "Made up for the demonstration, as the association itself is: in a real district, its letter of permission."


def frameworks(seeding: Seeding) -> str:
    """Every shipped package under the name of its file, a paraphrase in our own words; one then as its owner's text."""
    told = []
    for path in sorted(FOLDER.glob(f"*{ENDING}")):
        key = path.name.removesuffix(ENDING).replace("-", "_")
        source = Source(key, path.read_bytes(), "paraphrase")
        told.append(load_framework(source=source, write=True, by=SYSTEM, now=seeding.now).title)
        if key == OFFICIAL:
            given = Source(key, path.read_bytes().replace(PARAPHRASED, b""), "owner", GROUND)
            load_framework(source=given, write=True, by=SYSTEM, now=seeding.now)
    return f"frameworks: {', '.join(told)}"
