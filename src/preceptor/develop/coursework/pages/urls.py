"""Addresses of coursework."""

from django.urls import path

from preceptor.develop.coursework.pages import views

app_name = "coursework"

WORK = "cycles/<int:cycle_id>/people/<int:person_id>/<slug:task>/<slug:item>/"
urlpatterns = [
    path("", views.my_progress, name="my-progress"),
    path("to-judge/", views.to_judge, name="to-judge"),
    path("programs/", views.board_list, name="board-list"),
    path("cycles/<int:cycle_id>/", views.progress_board, name="progress-board"),
    path("cycles/<int:cycle_id>/people/<int:person_id>/", views.progress_detail, name="progress-detail"),
    path(WORK, views.work_detail, name="work-detail"),
    path(f"{WORK}hand-in/", views.work_hand_in, name="work-hand-in"),
    path(f"{WORK}judge/", views.work_judge, name="work-judge"),
]
