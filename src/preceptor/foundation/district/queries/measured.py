"""What the district counts of itself, as measures."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.foundation.district.models import GroupMembership, SchoolGroup
from preceptor.foundation.measures.public import Figure, RecordRef


def schools_in_communities(on: date) -> Figure:
    """How many schools belong to a community of schools on a day."""
    return _schools_in(SchoolGroup.Kind.COMMUNITY, on)


def schools_with_teams(on: date) -> Figure:
    """How many schools a multi-craft team serves on a day."""
    return _schools_in(SchoolGroup.Kind.MULTI_CRAFT_TEAM, on)


def _schools_in(kind: SchoolGroup.Kind, on: date) -> Figure:
    """Schools that are in a group of a kind on a day, each a record behind the figure."""
    held = GroupMembership.objects.filter(Q(end=None) | Q(end__gt=on), kind=kind, start__lte=on)
    rows = held.order_by("school__unit__name").values_list("school__unit_id", "school__unit__name").distinct()
    records = [RecordRef(name, reverse("district:school-detail", args=[unit_id])) for unit_id, name in rows]
    return Figure(len(records), _("schools"), records, on)  # type: ignore[arg-type]  # a figure makes it a Decimal
