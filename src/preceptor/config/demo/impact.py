"""Impact of the demonstration: both questions asked of its records by the real commands, and answered or refused."""

from preceptor.config.demo.seeding import Seeding
from preceptor.develop.impact.public import compute_study, start_study
from preceptor.foundation.audit.public import SYSTEM

FIGURE = "english_learners"


def impact(seeding: Seeding) -> str:
    """Ask whether coached principals stay, and whether a figure of their schools changes."""
    for kind, figure in (("retention", ""), ("growth", FIGURE)):
        study_id = start_study(kind=kind, figure=figure, by=SYSTEM, now=seeding.now)
        compute_study(study_id=study_id, now=seeding.now)
    return "impact: two questions answered, or refused in words"
