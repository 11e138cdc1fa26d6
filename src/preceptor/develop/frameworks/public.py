"""What other contexts may use of frameworks: what holds, statements and rubrics by number, loading, writing."""

from preceptor.develop.frameworks.commands import Outcome, Source, load_framework
from preceptor.develop.frameworks.queries import (
    CompetencyBrief,
    CriterionBrief,
    FrameworkBrief,
    Hindrance,
    LevelBrief,
    RubricBrief,
    competencies,
    competencies_by_id,
    framework,
    framework_of,
    frameworks,
    hindrances,
    levels_by_id,
    require_certifying,
    rubric,
    rubrics,
)
from preceptor.develop.frameworks.rules.writing import WrittenFramework, WrittenItem, WrittenRubric, write_package

__all__ = [
    "CompetencyBrief",
    "CriterionBrief",
    "FrameworkBrief",
    "Hindrance",
    "LevelBrief",
    "Outcome",
    "RubricBrief",
    "Source",
    "WrittenFramework",
    "WrittenItem",
    "WrittenRubric",
    "competencies",
    "competencies_by_id",
    "framework",
    "framework_of",
    "frameworks",
    "hindrances",
    "levels_by_id",
    "load_framework",
    "require_certifying",
    "rubric",
    "rubrics",
    "write_package",
]
