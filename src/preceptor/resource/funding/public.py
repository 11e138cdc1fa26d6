"""What others may use of funding: allocations and fits from files, scenarios, publications, schools' budgets."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from preceptor.resource.funding.plans.files import allocate_from_files
from preceptor.resource.funding.plans.fitting import fit_from_file
from preceptor.resource.funding.plans.headings import Asked
from preceptor.resource.funding.plans.reference import formulas_page
from preceptor.resource.funding.plans.shipped import shipped_formulas
from preceptor.resource.funding.rules.budgeting import Spending

if TYPE_CHECKING:
    from preceptor.resource.funding.commands.budgets import approve_budget, save_lines, submit_budget
    from preceptor.resource.funding.commands.publishing import publish_scenario, set_window
    from preceptor.resource.funding.commands.scenarios import Wanted, compute_scenario, copy_scenario, start_scenario
    from preceptor.resource.funding.queries.budgets import budget_detail_page
    from preceptor.resource.funding.queries.published import newest_publication
    from preceptor.resource.funding.queries.scenarios import scenario_list_page

# Loaded when asked for: planning from files must not wait for Django and a database.
_LATER = {
    "Wanted": "commands.scenarios",
    "approve_budget": "commands.budgets",
    "budget_detail_page": "queries.budgets",
    "compute_scenario": "commands.scenarios",
    "copy_scenario": "commands.scenarios",
    "newest_publication": "queries.published",
    "publish_scenario": "commands.publishing",
    "save_lines": "commands.budgets",
    "scenario_list_page": "queries.scenarios",
    "set_window": "commands.publishing",
    "start_scenario": "commands.scenarios",
    "submit_budget": "commands.budgets",
}

__all__ = [
    "Asked",
    "Spending",
    "Wanted",
    "allocate_from_files",
    "approve_budget",
    "budget_detail_page",
    "compute_scenario",
    "copy_scenario",
    "fit_from_file",
    "formulas_page",
    "newest_publication",
    "publish_scenario",
    "save_lines",
    "scenario_list_page",
    "set_window",
    "shipped_formulas",
    "start_scenario",
    "submit_budget",
]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded when asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"preceptor.resource.funding.{_LATER[name]}"), name)
