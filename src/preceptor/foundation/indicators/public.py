"""What other contexts may use of the indicators."""

from preceptor.foundation.indicators.commands.accreditation import DutyValues, add_duty, finish_duty, remind_duties
from preceptor.foundation.indicators.commands.defining import (
    Charge,
    DefinitionRefused,
    load_definition,
    load_shipped,
    set_charge,
)
from preceptor.foundation.indicators.commands.entering import Entry, enter_figure
from preceptor.foundation.indicators.commands.freezing import freeze, keep_moved, look_again
from preceptor.foundation.indicators.models import AccreditationDuty, FrozenFigure
from preceptor.foundation.indicators.queries.reference import language_page
from preceptor.foundation.indicators.queries.registry import Beside, register_beside, register_records
from preceptor.foundation.indicators.queries.working import Working

__all__ = [
    "AccreditationDuty",
    "Beside",
    "Charge",
    "DefinitionRefused",
    "DutyValues",
    "Entry",
    "FrozenFigure",
    "Working",
    "add_duty",
    "enter_figure",
    "finish_duty",
    "freeze",
    "keep_moved",
    "language_page",
    "load_definition",
    "load_shipped",
    "look_again",
    "register_beside",
    "register_records",
    "remind_duties",
    "set_charge",
]
