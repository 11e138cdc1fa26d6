"""What other contexts may use of activities, and what its own tasks call."""

from preceptor.develop.activities.commands.answering import confirm_activity, dispute_activity
from preceptor.develop.activities.commands.entering import enter_activity
from preceptor.develop.activities.commands.exempting import Owed, exempt_from_duty, withdraw_exemption
from preceptor.develop.activities.commands.logs import accept_logs, return_log, submit_log
from preceptor.develop.activities.commands.recording import Recorded, record_activity, unrecord_activities
from preceptor.develop.activities.commands.reminding import LogKey, remind_log
from preceptor.develop.activities.queries.above import register_entry_link, register_log_gate
from preceptor.develop.activities.queries.briefs import ActivityBrief, activity_briefs
from preceptor.develop.activities.queries.elsewhere import taken_elsewhere
from preceptor.develop.activities.queries.exemptions import ExemptionBrief, own_exemptions
from preceptor.develop.activities.queries.hours import held_minutes
from preceptor.develop.activities.queries.judged import Judged, LogBrief, judge_cycle, judge_days, logs_of
from preceptor.develop.activities.queries.members import register_members
from preceptor.develop.activities.queries.missing import logs_to_remind, owers
from preceptor.develop.activities.queries.running import require_running
from preceptor.develop.activities.queries.stream import Row, done_keys, rows_of, standing_activities
from preceptor.develop.activities.queries.taking_part import TakingPart, Together, cycles_taking_part, taking_part
from preceptor.develop.activities.queries.terms import LogTerms, calendar_of, log_terms
from preceptor.develop.activities.queries.words import mode_word, period_word, status_badge, sum_words
from preceptor.develop.activities.rules.elsewhere import overlap
from preceptor.develop.activities.rules.entering import Typed
from preceptor.develop.activities.rules.periods import Calendar, Period, periods
from preceptor.develop.activities.rules.values import Span, Status
from preceptor.develop.activities.rules.verdicts import Verdict

__all__ = [
    "ActivityBrief",
    "Calendar",
    "ExemptionBrief",
    "Judged",
    "LogBrief",
    "LogKey",
    "LogTerms",
    "Owed",
    "Period",
    "Recorded",
    "Row",
    "Span",
    "Status",
    "TakingPart",
    "Together",
    "Typed",
    "Verdict",
    "accept_logs",
    "activity_briefs",
    "calendar_of",
    "confirm_activity",
    "cycles_taking_part",
    "dispute_activity",
    "done_keys",
    "enter_activity",
    "exempt_from_duty",
    "held_minutes",
    "judge_cycle",
    "judge_days",
    "log_terms",
    "logs_of",
    "logs_to_remind",
    "mode_word",
    "overlap",
    "owers",
    "own_exemptions",
    "period_word",
    "periods",
    "record_activity",
    "register_entry_link",
    "register_log_gate",
    "register_members",
    "remind_log",
    "require_running",
    "return_log",
    "rows_of",
    "standing_activities",
    "status_badge",
    "submit_log",
    "sum_words",
    "taken_elsewhere",
    "taking_part",
    "unrecord_activities",
    "withdraw_exemption",
]
