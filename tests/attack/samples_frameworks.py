"""Frameworks for the walk over every address, written as rows."""

from typing import Any

from preceptor.develop.frameworks.models import Competency, Framework, Rubric, RubricCriterion, RubricLevel
from preceptor.foundation.accounts.tests.cast import NOW, Cast

ONE = "7d1a4f0e-6d2c-4b61-9a43-3f5c0f2f6c11"


def of_framework(_cast: Cast) -> dict[str, Any]:
    """Arguments that name a framework with a statement and a rubric."""
    said = {"identifier": ONE, "title": "Mentor competencies", "creator": "An association", "package": "{}"}
    row = Framework.objects.create(
        key="mentor_competencies", number=1, wording="paraphrase", sha256="0", loaded_at=NOW, **said
    )
    statement = Competency.objects.create(
        framework=row, identifier=ONE, code="MC1", statement="Listens", short="Listens", depth=0, position=0
    )
    rubric = Rubric.objects.create(framework=row, identifier=ONE, title="Growth", position=0)
    criterion = RubricCriterion.objects.create(
        rubric=rubric, competency=statement, identifier=ONE, title="Listens", position=0
    )
    RubricLevel.objects.create(criterion=criterion, identifier=ONE, title="Practicing", position=0)
    return {"framework_id": row.pk}
