"""What other contexts may use of impact; effects from a file need neither Django nor a database."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from preceptor.develop.impact.plans.files import effects_from_file

if TYPE_CHECKING:
    from preceptor.develop.impact.commands.studies import compute_study, start_study

# Loaded when asked for: planning from files must not wait for Django and a database.
_LATER = {"compute_study": "commands.studies", "start_study": "commands.studies"}

__all__ = ["compute_study", "effects_from_file", "start_study"]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded when asked for."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"preceptor.develop.impact.{_LATER[name]}"), name)
