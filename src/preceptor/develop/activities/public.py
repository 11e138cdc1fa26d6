"""What other contexts may use of activities, and what its own tasks call."""

from preceptor.develop.activities.commands.answering import confirm_activity, dispute_activity
from preceptor.develop.activities.commands.entering import enter_activity
from preceptor.develop.activities.commands.logs import accept_logs, submit_log
from preceptor.develop.activities.commands.reminding import LogKey, remind_log
from preceptor.develop.activities.queries.judged import Judged, LogBrief, judge_cycle, logs_of
from preceptor.develop.activities.queries.missing import logs_to_remind
from preceptor.develop.activities.rules.entering import Typed
from preceptor.develop.activities.rules.values import Status
from preceptor.develop.activities.rules.verdicts import Verdict

__all__ = [
    "Judged",
    "LogBrief",
    "LogKey",
    "Status",
    "Typed",
    "Verdict",
    "accept_logs",
    "confirm_activity",
    "dispute_activity",
    "enter_activity",
    "judge_cycle",
    "logs_of",
    "logs_to_remind",
    "remind_log",
    "submit_log",
]
