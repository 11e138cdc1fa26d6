"""The cycles that awarded somebody a certificate, so that holders from outside see the program that it cites."""

from preceptor.develop.awards.models import Certificate


def awarding_cycles(person_id: int) -> list[int]:
    """The cycles of a person's issued certificates."""
    issued = Certificate.objects.filter(person_id=person_id, state=Certificate.State.ISSUED)
    return list(issued.values_list("cycle_id", flat=True))
