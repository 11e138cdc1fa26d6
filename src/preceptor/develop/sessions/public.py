"""What other contexts may use of sessions."""

from preceptor.develop.sessions.commands.attending import Came, enter_attendance
from preceptor.develop.sessions.commands.groups import add_member, begin_group, open_group

__all__ = ["Came", "add_member", "begin_group", "enter_attendance", "open_group"]
