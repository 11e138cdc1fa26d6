"""Impact of the demonstration: both questions asked of its records by the real commands; one can be answered.

Nobody of the demonstration leaves, so that whether coached principals stay is refused. The growth of schools in reading
is drawn without a look at who was coached: the true effect is nothing, and a reader can see whether the answer says so.
"""

from collections.abc import Iterator
from random import Random

from preceptor.config.demo.calendar import first_year, year_code
from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.sheets import sheet
from preceptor.develop.impact.public import compute_study, start_study
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.public import figure_names, load

FIGURE = "reading_growth"
YEARS = 5
SPREAD, NOISE, TREND = 4.0, 2.5, 0.4
HEADER = "School Code,School Year,Figure,Value,Source"
SOURCE = "Invented for the demonstration, without regard to coaching"


def impact(seeding: Seeding) -> str:
    """Ask whether coached principals stay, and whether their schools grow in reading."""
    if FIGURE not in figure_names():
        load(kind="figures", data=sheet(HEADER, list(_growth(seeding))).as_csv(), by=SYSTEM, now=seeding.now)
    for kind, figure in (("retention", ""), ("growth", FIGURE)):
        study_id = start_study(kind=kind, figure=figure, by=SYSTEM, now=seeding.now)
        compute_study(study_id=study_id, now=seeding.now)
    return "impact: two questions answered, or refused in words"


def _growth(seeding: Seeding) -> Iterator[tuple[object, ...]]:
    """The growth in reading of every school in the years that ended: its own level, a common trend, and chance."""
    chance = Random(seeding.seed)  # noqa: S311  invented figures, no secrets
    begins = first_year(seeding.today)
    for row in seeding.district.sheets["schools"].rows:
        level = chance.gauss(50, SPREAD)
        for year in range(YEARS):
            value = level + TREND * year + chance.gauss(0, NOISE)
            yield row[0], year_code(begins - YEARS + year), FIGURE, f"{max(value, 0):.1f}", SOURCE
