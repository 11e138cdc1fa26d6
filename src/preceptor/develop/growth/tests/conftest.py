"""Fixtures of growth: a small school with the shipped systems loaded."""

import pytest

from preceptor.develop.growth.commands.loading import load_text, shipped
from preceptor.foundation.accounts.tests.cast import NOW, Cast, give_position, make_cast, make_person, make_user
from preceptor.foundation.audit.public import SYSTEM
from preceptor.foundation.district.models import Position


def load_shipped() -> None:
    """Every growth system and readiness rule that comes with the program."""
    for kind, path in shipped():
        load_text(kind=kind, text=path.read_text(encoding="utf-8"), file=path.name, by=SYSTEM, now=NOW)


def make_school() -> Cast:
    """The cast with a coordinator at the school, and everybody of the school reporting to its principal."""
    cast = make_cast()
    load_shipped()
    cast.people["coordinator"] = make_person("coordinator")
    cast.users["coordinator"] = make_user(cast.people["coordinator"])
    give_position(cast.people["coordinator"], "coordinator", cast.units["school-a"])
    supervisor = Position.objects.get(job="community_administrator")
    principal = Position.objects.get(job="principal")
    Position.objects.filter(pk=principal.pk).update(reports_to=supervisor)
    Position.objects.filter(job__in=["teacher", "coordinator"]).update(reports_to=principal)
    return cast


@pytest.fixture
def school(db: None) -> Cast:
    """A school whose teacher has a coordinator to agree with, and a principal who evaluates."""
    return make_school()
