"""What others may use of funding: allocations and fitted indices from files."""

from preceptor.resource.funding.plans.files import BadFiles, allocate_from_files
from preceptor.resource.funding.plans.fitting import fit_from_file
from preceptor.resource.funding.plans.reference import formulas_page

__all__ = ["BadFiles", "allocate_from_files", "fit_from_file", "formulas_page"]
