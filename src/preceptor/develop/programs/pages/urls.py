"""Addresses of programs and cycles."""

from django.urls import path

from preceptor.develop.programs.pages import views

app_name = "programs"

urlpatterns = [
    path("", views.program_list, name="program-list"),
    path("import/", views.program_import, name="program-import"),
    path("cycles/<int:cycle_id>/", views.cycle_detail, name="cycle-detail"),
    path("cycles/<int:cycle_id>/copy/", views.cycle_copy, name="cycle-copy"),
    path("cycles/<int:cycle_id>/edit/", views.cycle_edit, name="cycle-edit"),
    path("cycles/<int:cycle_id>/review/", views.cycle_review, name="cycle-review"),
    path("cycles/<int:cycle_id>/dates/<slug:name>/", views.date_move, name="date-move"),
    path("cycles/<int:cycle_id>/close/", views.cycle_close, name="cycle-close"),
    path("cycles/<int:cycle_id>/discard/", views.cycle_discard, name="cycle-discard"),
    path("cycles/<int:cycle_id>/definition/", views.cycle_definition, name="cycle-definition"),
]
