"""The cycles in which somebody from outside has an application, so that they see its call and answer."""

from preceptor.develop.admissions.models import Application


def applied_cycles(person_id: int) -> list[int]:
    """The cycles that a person applied to."""
    return list(Application.objects.filter(person_id=person_id).values_list("cycle_id", flat=True))
