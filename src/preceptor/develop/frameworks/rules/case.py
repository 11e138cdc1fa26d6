"""The package of a framework as 1EdTech CASE 1.1 has it; what it does not name is kept as it came.

Where the data model and the interface description differ, the stricter one holds: a kind of item has a description and
a hierarchy code, a license its text, and a level of a rubric carries its extensions in a list.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
Identifier = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$")
]
Address = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$")]
Moment = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$")
]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Number = int | float
Extensions = dict[str, Any]


class _Part(BaseModel):
    """What every object shares: fields that the standard does not know are kept."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)


class Link(_Part):
    """A reference to another object."""

    title: str
    identifier: Identifier
    uri: Address


class NodeLink(_Part):
    """One end of an association; it may lie outside the package."""

    title: str
    identifier: Text
    uri: Address
    targetType: str | None = None


class _Named(_Part):
    """An object with an identity."""

    identifier: Identifier
    uri: Address
    lastChangeDateTime: Moment
    extensions: Extensions | None = None


class Document(_Named):
    """The framework itself."""

    caseVersion: Literal["1.1"]
    creator: Text
    title: Text
    CFPackageURI: Link
    frameworkType: str | None = None
    officialSourceURL: Address | None = None
    publisher: str | None = None
    description: str | None = None
    subject: list[str] | None = None
    subjectURI: list[Link] | None = None
    language: str | None = None
    version: str | None = None
    adoptionStatus: Literal["Private Draft", "Draft", "Adopted", "Deprecated"] | None = None
    statusStartDate: Day | None = None
    statusEndDate: Day | None = None
    licenseURI: Link | None = None
    notes: str | None = None


class Item(_Named):
    """One statement: a competency, a strategy, a standard."""

    fullStatement: Text
    alternativeLabel: str | None = None
    CFItemType: str | None = None
    humanCodingScheme: str | None = None
    listEnumeration: str | None = None
    abbreviatedStatement: str | None = None
    conceptKeywords: list[str] | None = None
    conceptKeywordsURI: Link | None = None
    notes: str | None = None
    subject: list[str] | None = None
    subjectURI: list[Link] | None = None
    language: str | None = None
    educationLevel: list[str] | None = None
    CFItemTypeURI: Link | None = None
    licenseURI: Link | None = None
    statusStartDate: Day | None = None
    statusEndDate: Day | None = None
    CFDocumentURI: Link | None = None


class Association(_Named):
    """How two statements belong together."""

    associationType: Literal[
        "isChildOf",
        "isPeerOf",
        "isPartOf",
        "exactMatchOf",
        "precedes",
        "isRelatedTo",
        "replacedBy",
        "exemplar",
        "hasSkillLevel",
        "isTranslationOf",
    ]
    originNodeURI: NodeLink
    destinationNodeURI: NodeLink
    sequenceNumber: int | None = None
    CFAssociationGroupingURI: Link | None = None
    notes: str | None = None
    CFDocumentURI: Link | None = None


class Concept(_Named):
    """A concept that statements can be found by."""

    title: Text
    hierarchyCode: Text
    keywords: str | None = None
    description: str | None = None


class Subject(_Named):
    """A subject."""

    title: Text
    hierarchyCode: Text
    description: str | None = None


class License(_Named):
    """Under which terms the text may be used."""

    title: Text
    licenseText: Text
    description: str | None = None


class ItemType(_Named):
    """A kind of statement."""

    title: Text
    description: str
    hierarchyCode: Text
    typeCode: str | None = None


class Grouping(_Named):
    """A group of associations, such as one way to order the same statements."""

    title: Text
    description: str | None = None


class Definitions(_Part):
    """What statements refer to."""

    CFConcepts: list[Concept] | None = None
    CFSubjects: list[Subject] | None = None
    CFLicenses: list[License] | None = None
    CFItemTypes: list[ItemType] | None = None
    CFAssociationGroupings: list[Grouping] | None = None
    extensions: Extensions | None = None


class Level(_Named):
    """One level of a criterion; the one object whose extensions are a list."""

    quality: str | None = None
    description: str | None = None
    score: Number | None = None
    feedback: str | None = None
    position: int | None = None
    rubricCriterionId: Identifier | None = None
    extensions: list[Extensions] | None = None  # type: ignore[assignment]  # the standard itself differs here


class Criterion(_Named):
    """One criterion of a rubric, which may point at a statement."""

    category: str | None = None
    description: str | None = None
    CFItemURI: Link | None = None
    weight: Number | None = None
    position: int | None = None
    rubricId: Identifier | None = None
    CFRubricCriterionLevels: list[Level] | None = None


class Rubric(_Named):
    """A rubric: criteria, each with its levels."""

    title: str | None = None
    description: str | None = None
    CFRubricCriteria: list[Criterion] | None = None


class Package(_Part):
    """A framework with all that belongs to it."""

    CFDocument: Document
    CFItems: list[Item] = Field(default_factory=list)
    CFAssociations: list[Association] = Field(default_factory=list)
    CFDefinitions: Definitions | None = None
    CFRubrics: list[Rubric] | None = None
    extensions: Extensions | None = None
