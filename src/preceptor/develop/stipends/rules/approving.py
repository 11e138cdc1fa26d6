"""Who may approve: two different people, and nobody who is paid by it."""

from collections.abc import Collection

WANTED = 2


def fault(person_id: int, approved_by: Collection[int], paid: Collection[int]) -> str:
    """The name of what keeps somebody from approving; empty when nothing does."""
    if person_id in paid:
        return "beneficiary"
    if person_id in approved_by:
        return "twice"
    return "enough" if len(approved_by) >= WANTED else ""


def complete(approved_by: Collection[int]) -> bool:
    """Whether enough different people have approved."""
    return len(set(approved_by)) >= WANTED
