"""What other contexts may use of sessions."""

from preceptor.develop.sessions.commands.attending import Came, enter_attendance
from preceptor.develop.sessions.commands.dating import Planned, add_session, turn_virtual
from preceptor.develop.sessions.commands.groups import begin_group, open_group
from preceptor.develop.sessions.commands.inviting import Accepting, Invitee, accept_invitation, invite
from preceptor.develop.sessions.commands.roster import add_member, name_leader
from preceptor.develop.sessions.queries.attended import SessionLine, sessions_of
from preceptor.develop.sessions.queries.leading import leading_roles, led_cycles
from preceptor.develop.sessions.queries.navigating import is_member, member_cycles

__all__ = [
    "Accepting",
    "Came",
    "Invitee",
    "Planned",
    "SessionLine",
    "accept_invitation",
    "add_member",
    "add_session",
    "begin_group",
    "enter_attendance",
    "invite",
    "is_member",
    "leading_roles",
    "led_cycles",
    "member_cycles",
    "name_leader",
    "open_group",
    "sessions_of",
    "turn_virtual",
]
