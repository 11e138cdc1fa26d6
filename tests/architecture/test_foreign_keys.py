"""Foreign keys point downwards, so that a wing can be removed without its foundation noticing."""

import pytest
from django.apps import apps

ORDER = (
    {"look"},
    {"measures", "audit", "jobs"},
    {"district"},
    {"accounts"},
    {"letters", "documents"},
    {"desk"},
    {"indicators"},
    {"handbooks"},
    {"frameworks"},
    {"programs", "funding", "initiatives"},
    {"admissions"},
    {"pairing"},
    {"activities"},
    {"awards"},
    {"confidences"},
    {"stipends"},
    {"impact"},
    {"cohorts"},
    {"coursework"},
    {"growth"},
    {"surveys"},
    {"compliance"},
)
RANK = {label: rank for rank, labels in enumerate(ORDER) for label in labels}
OURS = [model for model in apps.get_models() if model.__module__.startswith("preceptor.")]


def test_every_context_with_tables_has_a_rank() -> None:
    assert {model._meta.app_label for model in OURS} <= RANK.keys()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model: type) -> None:
    here = model._meta.app_label
    upwards = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.app_label in RANK
        if field.related_model._meta.app_label != here and RANK[field.related_model._meta.app_label] >= RANK[here]
    ]
    assert upwards == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_tells_what_it_holds(model: type) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_row_has_a_name_for_people(model: type) -> None:
    assert "__str__" in vars(model)
