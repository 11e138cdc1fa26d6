"""Something to open for every address of impact: a study with its answer."""

from typing import Any

from preceptor.develop.impact.commands.studies import keep_answer
from preceptor.develop.impact.models import ImpactStudy
from preceptor.develop.impact.plans.estimating import answer
from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.planning.effects.simulate import panel
from preceptor.planning.effects.solve import solve


def of_study(_cast: Cast) -> dict[str, Any]:
    """A study of growth that found something."""
    made = ImpactStudy.objects.create(kind="growth", figure="reading_growth", number=1, table="", made_at=NOW)
    keep_answer(study_id=made.pk, state="estimated", result=answer(solve(panel(4, 60, 2.0)), share=False), now=NOW)
    return {"study_id": made.pk}
