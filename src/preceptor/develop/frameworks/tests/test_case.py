"""Packages of CASE: every field survives, every trap is told with its place, trees stand in their order."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from preceptor.develop.frameworks.rules.case import Package
from preceptor.develop.frameworks.rules.reading import Fault, as_text, read_package
from preceptor.develop.frameworks.rules.tree import criteria, levels, statements
from preceptor.develop.frameworks.tests.packages import packages

SHIPPED = Path(__file__).resolve().parents[5] / "frameworks" / "mentor-competencies.case.json"


def shipped() -> dict[str, Any]:
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


def read(document: dict[str, Any]) -> Package:
    found = read_package(json.dumps(document).encode())
    assert isinstance(found, Package), found
    return found


def faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    found = read_package(json.dumps(document).encode())
    assert isinstance(found, tuple)
    return [(each.code, each.place) for each in found]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(packages())
def test_every_field_survives_the_round_trip_and_every_statement_stands_once_below_its_parent(
    package: dict[str, Any],
) -> None:
    whole = read(package)
    assert json.loads(as_text(whole)) == package
    found = statements(whole)
    assert sorted(each.identifier for each in found) == sorted(each["identifier"] for each in package["CFItems"])
    place = {each.identifier: number for number, each in enumerate(found)}
    for link in package["CFAssociations"]:
        if link["associationType"] == "isChildOf":
            child, parent = link["originNodeURI"]["identifier"], link["destinationNodeURI"]["identifier"]
            assert found[place[child]].parent == parent
            assert place[parent] < place[child]


def test_the_shipped_framework_has_six_competencies_with_strategies_and_four_levels() -> None:
    package = read(shipped())
    found = statements(package)
    assert [each.code for each in found if each.depth == 0] == ["MC1", "MC2", "MC3", "MC4", "MC5", "MC6"]
    assert sum(each.depth == 1 for each in found) == 16
    rubric = (package.CFRubrics or [])[0]
    assert [len(levels(each)) for each in criteria(rubric)] == [4] * 6


# The places where earlier programs and the interface description part ways.
TRAPS = [
    (["CFDocument", "caseVersion"], "1.0", ("want-word", "CFDocument.caseVersion")),
    (["CFDocument", "licenseURI"], "https://x.example/l", ("want-object", "CFDocument.licenseURI")),
    (["CFDefinitions", "CFItemTypes", 0, "description"], None, ("missing", "CFDefinitions.CFItemTypes[0].description")),
    (
        ["CFDefinitions", "CFItemTypes", 0, "hierarchyCode"],
        None,
        ("missing", "CFDefinitions.CFItemTypes[0].hierarchyCode"),
    ),
    (["CFItems", 3, "fullStatement"], "", ("empty", "CFItems[3].fullStatement")),
    (["CFItems", 0, "conceptKeywords"], "mentoring", ("want-list", "CFItems[0].conceptKeywords")),
    (
        ["CFRubrics", 0, "CFRubricCriteria", 0, "CFRubricCriterionLevels", 1, "extensions"],
        {"a": 1},
        ("want-list", "CFRubrics[0].CFRubricCriteria[0].CFRubricCriterionLevels[1].extensions"),
    ),
    (["CFAssociations", 0, "associationType"], "childOf", ("want-word", "CFAssociations[0].associationType")),
    (["CFItems", 0, "identifier"], "one", ("shape", "CFItems[0].identifier")),
    (["CFAssociations", 1, "sequenceNumber"], "1", ("want-number", "CFAssociations[1].sequenceNumber")),
]


@pytest.mark.parametrize(("path", "value", "told"), TRAPS, ids=lambda each: each[1] if isinstance(each, tuple) else "")
def test_a_trap_is_told_with_its_place(path: list[Any], value: Any, told: tuple[str, str]) -> None:
    document = shipped()
    holder = document
    for step in path[:-1]:
        holder = holder[step]
    if value is None:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    assert told in faults(document)


def test_a_license_needs_its_text() -> None:
    document = shipped()
    license_ = {k: document["CFDocument"][k] for k in ("identifier", "uri", "lastChangeDateTime", "title")}
    document["CFDefinitions"]["CFLicenses"] = [license_]
    assert ("missing", "CFDefinitions.CFLicenses[0].licenseText") in faults(document)


def test_a_statement_below_itself_is_refused() -> None:
    document = shipped()
    first, second = document["CFItems"][0], document["CFItems"][1]
    link = copy.deepcopy(document["CFAssociations"][0])
    link |= {
        "identifier": "00000000-0000-4000-8000-000000000001",
        "originNodeURI": {"title": "", "identifier": first["identifier"], "uri": first["uri"]},
        "destinationNodeURI": {"title": "", "identifier": second["identifier"], "uri": second["uri"]},
    }
    document["CFAssociations"] = [link, *document["CFAssociations"][1:]]
    assert [code for code, _place in faults(document)] == ["circle"]


def test_one_identifier_for_two_objects_is_refused() -> None:
    document = shipped()
    document["CFItems"][1]["identifier"] = document["CFItems"][0]["identifier"].upper()
    assert "twice" in [code for code, _place in faults(document)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", "not-utf8"),
        (b"{", "not-json"),
        (b'{"CFDocument": NaN}', "not-json"),
        (b"[]", "no-package"),
        (b'{"CFDocument": {}, "CFDocument": {}}', "doubled"),
        (b'{"CFDocument": {"title": "a\\u0000"}}', "bad-letter"),
        (b'{"CFDocument": {"title": "\\ud800"}}', "bad-letter"),
        (b'{"CFDocument": ' + b"[" * 60 + b"]" * 60 + b"}", "too-deep"),
        (b"[" * 200_000, "not-utf8"),
    ],
)
def test_what_is_no_package_is_told_in_one_fault(data: bytes, code: str) -> None:
    found = read_package(data)
    assert isinstance(found, tuple)
    assert [each.code for each in found] == [code]
    assert isinstance(found[0], Fault)
