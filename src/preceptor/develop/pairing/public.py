"""What other contexts may use of pairing: pairs that stand, and planning from plain files."""

from preceptor.develop.pairing.plans.files import BadPlanFile, plan_from_files

__all__ = ["BadPlanFile", "plan_from_files", "standing_pairs"]


def standing_pairs(cycle_id: int) -> list[tuple[int, int]]:
    """Mentor and mentee of every pair of a cycle that stands."""
    # Loaded when asked for: planning from files must not wait for Django and a database.
    from preceptor.develop.pairing.queries.inputs import standing_pairs as found

    return found(cycle_id)
