"""What other contexts may use of activities, and what its own tasks call."""

from preceptor.develop.activities.commands.reminding import LogKey, remind_log
from preceptor.develop.activities.queries.missing import logs_to_remind

__all__ = ["LogKey", "logs_to_remind", "remind_log"]
