"""A framework or a rubric written down in plain values, as a complete CASE 1.1 package."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SPACE = uuid.UUID("7d1a4f0e-6d2c-5b61-9a43-3f5c0f2f6c11")


@dataclass(frozen=True)
class WrittenItem:
    """A statement with those below it."""

    code: str
    text: str
    kind: str = ""
    below: tuple["WrittenItem", ...] = ()


@dataclass(frozen=True)
class WrittenRubric:
    """A rubric: its levels from the lowest up, and for each criterion what each level looks like."""

    name: str
    title: str
    levels: tuple[str, ...]
    # Criterion: its title, the code of the statement that it judges or nothing, one sentence for each level.
    criteria: tuple[tuple[str, str, tuple[str, ...]], ...]
    description: str = ""


@dataclass(frozen=True)
class WrittenFramework:
    """A framework: its name for machines, title, creator, statements and rubrics; `kinds` says what a kind means."""

    key: str
    title: str
    creator: str
    items: tuple[WrittenItem, ...] = ()
    rubrics: tuple[WrittenRubric, ...] = ()
    version: str = "1"
    language: str = "en"
    description: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)


def write_package(written: WrittenFramework, site: str, changed: datetime) -> dict[str, Any]:
    """The package; identifiers follow from the names, so that writing it again gives the same ones."""
    pen = _Pen(written.key, site, changed.strftime("%Y-%m-%dT%H:%M:%SZ"))
    document = {
        **pen.named("CFDocuments", ""),
        "caseVersion": "1.1",
        "title": written.title,
        "creator": written.creator,
        "description": written.description,
        "version": written.version,
        "language": written.language,
        "adoptionStatus": "Adopted",
        "CFPackageURI": {**pen.link("CFPackages", "", written.title)},
    }
    items: list[dict[str, Any]] = []
    associations: list[dict[str, Any]] = []
    pen.below(written, written.items, None, items, associations)
    return {
        "CFDocument": document,
        "CFItems": items,
        "CFAssociations": associations,
        "CFDefinitions": {
            "CFItemTypes": [
                {
                    **pen.named("CFItemTypes", kind),
                    "title": kind,
                    "description": says,
                    "hierarchyCode": str(number),
                }
                for number, (kind, says) in enumerate(written.kinds.items(), 1)
            ]
        },
        "CFRubrics": [pen.rubric(each, written) for each in written.rubrics],
    }


class _Pen:
    """Names and addresses of one package."""

    def __init__(self, key: str, site: str, changed: str) -> None:
        self.key, self.site, self.changed = key, site.rstrip("/"), changed

    def identifier(self, name: str) -> str:
        return str(uuid.uuid5(SPACE, f"{self.key}/{name}"))

    def uri(self, kind: str, name: str) -> str:
        return f"{self.site}/ims/case/v1p1/{kind}/{self.identifier(_one(kind, name))}"

    def named(self, kind: str, name: str) -> dict[str, Any]:
        identifier = self.identifier(_one(kind, name))
        return {"identifier": identifier, "uri": self.uri(kind, name), "lastChangeDateTime": self.changed}

    def link(self, kind: str, name: str, title: str) -> dict[str, Any]:
        return {"title": title, "identifier": self.identifier(_one(kind, name)), "uri": self.uri(kind, name)}

    def below(
        self,
        written: WrittenFramework,
        each: Sequence[WrittenItem],
        parent: WrittenItem | None,
        items: list[dict[str, Any]],
        associations: list[dict[str, Any]],
    ) -> None:
        """The statements of one level and all below them, each tied to the one above."""
        above = (
            self.link("CFItems", parent.code, parent.text) if parent else self.link("CFDocuments", "", written.title)
        )
        for number, item in enumerate(each, 1):
            made = {**self.named("CFItems", item.code), "fullStatement": item.text, "humanCodingScheme": item.code}
            if item.kind:
                made |= {"CFItemType": item.kind, "CFItemTypeURI": self.link("CFItemTypes", item.kind, item.kind)}
            items.append(made)
            associations.append(
                {
                    **self.named("CFAssociations", item.code),
                    "associationType": "isChildOf",
                    "sequenceNumber": number,
                    "originNodeURI": self.link("CFItems", item.code, item.text),
                    "destinationNodeURI": above,
                }
            )
            self.below(written, item.below, item, items, associations)

    def rubric(self, rubric: WrittenRubric, written: WrittenFramework) -> dict[str, Any]:
        """A rubric with the criteria and levels below it."""
        texts = dict(_texts(written.items))
        return {
            **self.named("CFRubrics", rubric.name),
            "title": rubric.title,
            "description": rubric.description,
            "CFRubricCriteria": [
                {
                    **self.named("CFRubricCriteria", f"{rubric.name}/{number}"),
                    "rubricId": self.identifier(_one("CFRubrics", rubric.name)),
                    "category": title,
                    "position": number,
                    **({"CFItemURI": self.link("CFItems", code, texts[code])} if code else {}),
                    "CFRubricCriterionLevels": [
                        {
                            **self.named("CFRubricCriterionLevels", f"{rubric.name}/{number}/{place}"),
                            "rubricCriterionId": self.identifier(_one("CFRubricCriteria", f"{rubric.name}/{number}")),
                            "quality": level,
                            "description": says,
                            "score": place,
                            "position": place,
                        }
                        for place, (level, says) in enumerate(zip(rubric.levels, sentences, strict=True), 1)
                    ],
                }
                for number, (title, code, sentences) in enumerate(rubric.criteria, 1)
            ],
        }


def _one(kind: str, name: str) -> str:
    """A package and its document are one thing with one identifier."""
    return f"{'CFDocuments' if kind == 'CFPackages' else kind}/{name}"


def _texts(items: Sequence[WrittenItem]) -> list[tuple[str, str]]:
    return [pair for item in items for pair in ((item.code, item.text), *_texts(item.below))]
