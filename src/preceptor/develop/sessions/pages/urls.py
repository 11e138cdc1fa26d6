"""Addresses of sessions."""

from django.urls import path

from preceptor.develop.sessions.pages import groups, invited, views

app_name = "cohorts"

urlpatterns = [
    path("", views.my_sessions, name="my-sessions"),
    path("calendar/", views.feed_make, name="feed-make"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("groups/", groups.group_list, name="group-list"),
    path("cycles/<int:cycle_id>/groups/", groups.group_open, name="group-open"),
    path("groups/<int:group_id>/", groups.group_detail, name="group-detail"),
    path("groups/<int:group_id>/begin/", groups.group_begin, name="group-begin"),
    path("groups/<int:group_id>/cancel/", groups.group_cancel, name="group-cancel"),
    path("groups/<int:group_id>/virtual/", groups.group_virtual, name="group-virtual"),
    path("groups/<int:group_id>/members/", groups.member_add, name="member-add"),
    path("groups/<int:group_id>/members/<int:person_id>/remove/", groups.member_remove, name="member-remove"),
    path("groups/<int:group_id>/leaders/", groups.leader_name, name="leader-name"),
    path("groups/<int:group_id>/leaders/<int:leader_id>/end/", groups.leader_end, name="leader-end"),
    path("groups/<int:group_id>/invite/", groups.invite, name="invite"),
    path("invitations/<int:invitation_id>/withdraw/", groups.invitation_withdraw, name="invitation-withdraw"),
    path("invitation/<str:token>/", invited.invitation, name="invitation"),
    path("days/<int:session_id>/", views.session_detail, name="session-detail"),
    path("days/<int:session_id>/attendance/", views.session_attend, name="session-attend"),
    path("days/<int:session_id>/cancel/", views.session_cancel, name="session-cancel"),
    path("days/<int:session_id>/code/", views.session_code, name="session-code"),
    path("sign-in/<str:code>/", views.sign_in, name="sign-in"),
]
