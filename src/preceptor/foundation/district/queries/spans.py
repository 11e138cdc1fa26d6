"""Whole tables as plain rows with their days, for contexts that count over years: one query each."""

from datetime import date

from preceptor.foundation.district.models import GroupMembership, Position, Qualification, School, SchoolFigure

PositionSpan = tuple[int, date, date | None, str, str, int]
QualificationSpan = tuple[int, date, date | None, str]
MembershipSpan = tuple[int, date, date | None, str]


def position_spans() -> list[PositionSpan]:
    """Every position ever held: person, first day, end (exclusive), job, permanence, unit."""
    rows = Position.objects.order_by("start", "id")
    return list(rows.values_list("person_id", "start", "end", "job", "permanence", "unit_id"))


def qualification_spans() -> list[QualificationSpan]:
    """Every qualification: person, first day, end (exclusive), kind."""
    return list(Qualification.objects.order_by("start", "id").values_list("person_id", "start", "end", "kind"))


def membership_spans(kind: str) -> list[MembershipSpan]:
    """Every membership in groups of a kind: the school's unit, first day, end (exclusive), the group's name."""
    rows = GroupMembership.objects.filter(kind=kind).order_by("start", "id")
    return list(rows.values_list("school__unit_id", "start", "end", "group__name"))


def school_levels() -> dict[int, str]:
    """The level of every school, closed ones among them, by unit."""
    return dict(School.objects.values_list("unit_id", "level"))


def school_spans() -> list[tuple[int, date, date | None, str, str]]:
    """Every active school as if it were a record: unit, first day, no end, level, charter status.

    A school whose opening is not known counts as open ever since.
    """
    rows = School.objects.filter(active=True).order_by("unit_id").values_list("unit_id", "opened", "level", "charter")
    return [(unit, opened or date.min, None, level, charter) for unit, opened, level, charter in rows]


def newest_figure(name: str) -> dict[int, float]:
    """The newest value of one yearly figure by unit."""
    rows = SchoolFigure.objects.filter(name=name).order_by("year").values_list("school__unit_id", "value")
    return {unit: float(value) for unit, value in rows}
