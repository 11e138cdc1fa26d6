"""Addresses of sessions."""

from django.urls import path

from preceptor.develop.sessions.pages import views

app_name = "cohorts"

urlpatterns = [
    path("", views.my_sessions, name="my-sessions"),
    path("calendar/", views.feed_make, name="feed-make"),
    path("calendar/<str:secret>.ics", views.feed, name="feed"),
    path("groups/", views.group_list, name="group-list"),
    path("cycles/<int:cycle_id>/groups/", views.group_open, name="group-open"),
    path("groups/<int:group_id>/", views.group_detail, name="group-detail"),
    path("groups/<int:group_id>/begin/", views.group_begin, name="group-begin"),
    path("groups/<int:group_id>/members/", views.member_add, name="member-add"),
    path("groups/<int:group_id>/members/<int:person_id>/remove/", views.member_remove, name="member-remove"),
    path("cohorts/<int:session_id>/", views.session_detail, name="session-detail"),
    path("cohorts/<int:session_id>/attendance/", views.session_attend, name="session-attend"),
    path("cohorts/<int:session_id>/cancel/", views.session_cancel, name="session-cancel"),
    path("cohorts/<int:session_id>/code/", views.session_code, name="session-code"),
    path("sign-in/<str:code>/", views.sign_in, name="sign-in"),
]
