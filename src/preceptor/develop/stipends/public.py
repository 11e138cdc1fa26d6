"""What other contexts may use of stipends."""

from preceptor.develop.stipends.commands.approving import approve_run
from preceptor.develop.stipends.commands.choosing import choose_formula
from preceptor.develop.stipends.commands.exporting import ask_export
from preceptor.develop.stipends.commands.running import start_run
from preceptor.develop.stipends.queries.terms import begun_periods
from preceptor.develop.stipends.rules.values import Terms

__all__ = ["Terms", "approve_run", "ask_export", "begun_periods", "choose_formula", "start_run"]
