"""A growth system as a CASE 1.1 rubric: a criterion for each strand, with its four levels."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from preceptor.develop.growth.rules.systems import LEVELS, LevelName, System, lines_said, rank, said

SPACE = uuid5(NAMESPACE_URL, "https://preceptor.example/growth")


def _number(*parts: str) -> str:
    """The same identifier for the same part, in every export."""
    return str(uuid5(SPACE, "/".join(parts)))


def _identified(site: str, kind: str, number: str, changed: str) -> dict[str, Any]:
    return {"identifier": number, "uri": f"{site}/ims/case/v1p1/{kind}/{number}", "lastChangeDateTime": changed}


def rubric(
    system: System, *, site: str, changed: str, titles: Mapping[LevelName, str], language: str = "en"
) -> dict[str, Any]:
    """The rubric of a system; `titles` are the levels' names, `changed` is the moment at which it was loaded."""
    number = _number(system.key)
    criteria = []
    for place, (name, strand) in enumerate(system.strands.items(), start=1):
        criterion = _number(system.key, name)
        levels = []
        for level in LEVELS:
            told = strand.levels[level]
            levels.append(
                {
                    **_identified(site, "CFRubricCriterionLevels", _number(system.key, name, level), changed),
                    "description": "\n".join(lines_said(told.expects, told.expects_es, language)),
                    "quality": titles[level],
                    "score": rank(level),
                    "feedback": "\n".join(lines_said(told.offers, told.offers_es, language)),
                    "position": rank(level),
                    "rubricCriterionId": criterion,
                }
            )
        criteria.append(
            {
                **_identified(site, "CFRubricCriteria", criterion, changed),
                "category": said(strand.title, strand.title_es, language),
                "description": said(strand.says, strand.says_es, language),
                "position": place,
                "rubricId": number,
                "CFRubricCriterionLevels": levels,
            }
        )
    return {
        **_identified(site, "CFRubrics", number, changed),
        "title": said(system.group, system.group_es, language),
        "description": said(system.says, system.says_es, language),
        "CFRubricCriteria": criteria,
    }


def levels_of(found: Mapping[str, Any]) -> dict[UUID, dict[str, int]]:
    """Back from a rubric: for each criterion the score of each level's identifier; what an import would read."""
    return {
        UUID(criterion["identifier"]): {
            level["identifier"]: level["score"] for level in criterion["CFRubricCriterionLevels"]
        }
        for criterion in found["CFRubricCriteria"]
    }
