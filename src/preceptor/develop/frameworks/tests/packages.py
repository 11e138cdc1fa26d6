"""Generated CASE packages: every field of the standard, and fields that it does not know."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=12)
ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
EXTENSIONS = st.dictionaries(WORDS, ANY, max_size=2)
IDS = st.uuids().map(str)
ADDRESSES = IDS.map(lambda each: f"https://case.example/ims/case/v1p1/{each}")
MOMENTS = st.datetimes().map(lambda each: each.replace(microsecond=0).isoformat() + "+00:00")
DAYS = st.dates().map(str)
LINK = st.fixed_dictionaries({"title": WORDS, "identifier": IDS, "uri": ADDRESSES})
NODE = st.fixed_dictionaries(
    {"title": WORDS, "identifier": IDS, "uri": ADDRESSES}, optional={"targetType": st.sampled_from(["CASE", "ext:x"])}
)
LIST = st.lists(WORDS, max_size=2)
NUMBERS = st.integers(0, 9) | st.floats(0, 9, allow_nan=False)


@st.composite
def named(draw: Callable[..., Any], wanted: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """An object with identity, what it needs, some of what it may have, and what nobody knows."""
    base = {"identifier": IDS, "uri": ADDRESSES, "lastChangeDateTime": MOMENTS}
    made = draw(st.fixed_dictionaries(base | wanted, optional={"extensions": EXTENSIONS} | more))
    return made | draw(st.dictionaries(WORDS.map(lambda word: f"x-{word}"), ANY, max_size=1))


ITEM = named(
    {"fullStatement": WORDS},
    {
        "alternativeLabel": WORDS,
        "CFItemType": WORDS,
        "humanCodingScheme": WORDS,
        "listEnumeration": WORDS,
        "abbreviatedStatement": WORDS,
        "conceptKeywords": LIST,
        "conceptKeywordsURI": LINK,
        "notes": WORDS,
        "subject": LIST,
        "subjectURI": st.lists(LINK, max_size=1),
        "language": st.just("en"),
        "educationLevel": LIST,
        "CFItemTypeURI": LINK,
        "licenseURI": LINK,
        "statusStartDate": DAYS,
        "statusEndDate": DAYS,
        "CFDocumentURI": LINK,
    },
)
DOCUMENT = named(
    {"caseVersion": st.just("1.1"), "creator": WORDS, "title": WORDS, "CFPackageURI": LINK},
    {
        "frameworkType": WORDS,
        "officialSourceURL": ADDRESSES,
        "publisher": WORDS,
        "description": WORDS,
        "subject": LIST,
        "subjectURI": st.lists(LINK, max_size=1),
        "language": WORDS,
        "version": WORDS,
        "adoptionStatus": st.sampled_from(["Private Draft", "Draft", "Adopted", "Deprecated"]),
        "statusStartDate": DAYS,
        "statusEndDate": DAYS,
        "licenseURI": LINK,
        "notes": WORDS,
    },
)
LEVEL = named(
    {},
    {
        "quality": WORDS,
        "description": WORDS,
        "score": NUMBERS,
        "feedback": WORDS,
        "position": st.integers(0, 9),
        "extensions": st.lists(EXTENSIONS, max_size=2),
    },
)
CRITERION = named(
    {},
    {
        "category": WORDS,
        "description": WORDS,
        "weight": NUMBERS,
        "position": st.integers(0, 9),
        "CFRubricCriterionLevels": st.lists(LEVEL, max_size=3),
    },
)
RUBRIC = named({}, {"title": WORDS, "description": WORDS, "CFRubricCriteria": st.lists(CRITERION, max_size=2)})
DEFINITIONS = st.fixed_dictionaries(
    {},
    optional={
        "CFConcepts": st.lists(
            named({"title": WORDS, "hierarchyCode": WORDS}, {"keywords": WORDS, "description": WORDS}), max_size=1
        ),
        "CFSubjects": st.lists(named({"title": WORDS, "hierarchyCode": WORDS}, {"description": WORDS}), max_size=1),
        "CFLicenses": st.lists(named({"title": WORDS, "licenseText": WORDS}, {"description": WORDS}), max_size=1),
        "CFItemTypes": st.lists(
            named({"title": WORDS, "description": WORDS, "hierarchyCode": WORDS}, {"typeCode": WORDS}), max_size=1
        ),
        "CFAssociationGroupings": st.lists(named({"title": WORDS}, {"description": WORDS}), max_size=1),
        "extensions": EXTENSIONS,
    },
)
KINDS = ["isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar"]


@st.composite
def packages(draw: Callable[..., Any]) -> dict[str, Any]:
    """A whole package: statements in trees of any depth, associations in groups, rubrics, strange fields."""
    items = draw(st.lists(ITEM, max_size=5))
    links = []
    for number, item in enumerate(items):
        parent = draw(st.sampled_from([None, *items[:number]]))
        if parent is not None:
            ends = {"originNodeURI": _node(item), "destinationNodeURI": _node(parent), "associationType": "isChildOf"}
            more = {"sequenceNumber": st.integers(1, 9), "CFAssociationGroupingURI": LINK, "notes": WORDS}
            links.append(draw(named({}, more)) | ends)
    other = {"associationType": st.sampled_from(KINDS[1:]), "originNodeURI": NODE, "destinationNodeURI": NODE}
    links += draw(st.lists(named(other, {"CFDocumentURI": LINK}), max_size=2))
    package = {"CFDocument": draw(DOCUMENT), "CFItems": items, "CFAssociations": links}
    more = {"CFDefinitions": DEFINITIONS, "CFRubrics": st.lists(RUBRIC, max_size=2), "extensions": EXTENSIONS}
    return package | draw(st.fixed_dictionaries({}, optional=more | {"x-house": ANY}))


def _node(item: dict[str, Any]) -> dict[str, Any]:
    return {"title": "", "identifier": item["identifier"], "uri": item["uri"]}
