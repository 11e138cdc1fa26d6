"""What other contexts may use of compliance: planning from plain files."""

from preceptor.relieve.compliance.plans.files import consolidation_from_files, overlaps_from_file
from preceptor.relieve.compliance.plans.tables import BadPlanFile

__all__ = ["BadPlanFile", "consolidation_from_files", "overlaps_from_file"]
