"""What others may use of initiatives: loading them, and every change that a page can make."""

from preceptor.resource.initiatives.commands.dates import NewDates, change_dates
from preceptor.resource.initiatives.commands.happening import finish_milestone, start_milestone
from preceptor.resource.initiatives.commands.loading import FileRefused, Loaded, load_initiative
from preceptor.resource.initiatives.commands.people import Charge, charge_milestone, set_leads
from preceptor.resource.initiatives.commands.remarks import add_remark
from preceptor.resource.initiatives.commands.ties import tie_milestone
from preceptor.resource.initiatives.queries.shipped import any_initiative, milestone_ids, shipped_initiatives
from preceptor.resource.initiatives.rules.reference import initiatives_page

__all__ = [
    "Charge",
    "FileRefused",
    "Loaded",
    "NewDates",
    "add_remark",
    "any_initiative",
    "change_dates",
    "charge_milestone",
    "finish_milestone",
    "initiatives_page",
    "load_initiative",
    "milestone_ids",
    "set_leads",
    "shipped_initiatives",
    "start_milestone",
    "tie_milestone",
]
