"""What other contexts may use of pairing: pairs that stand, and planning from plain files."""

from preceptor.develop.pairing.plans.files import BadPlanFile, plan_from_files
from preceptor.develop.pairing.queries.inputs import standing_pairs

__all__ = ["BadPlanFile", "plan_from_files", "standing_pairs"]
