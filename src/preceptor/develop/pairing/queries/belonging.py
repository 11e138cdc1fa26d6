"""The cycles in whose pairing somebody takes part, so that people from outside see their own program."""

from preceptor.develop.pairing.models import Participant


def paired_cycles(person_id: int) -> list[int]:
    """The cycles in which a person is or was on a side."""
    return list(Participant.objects.filter(person_id=person_id).values_list("cycle_id", flat=True))
