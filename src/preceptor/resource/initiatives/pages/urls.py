"""Addresses of initiatives."""

from django.urls import path

from preceptor.resource.initiatives.pages import milestones, views

app_name = "initiatives"

urlpatterns = [
    path("", views.initiative_list, name="initiative-list"),
    path("board.pdf", views.board_pdf, name="board-pdf"),
    path("load/", views.initiative_load, name="initiative-load"),
    path("<int:initiative_id>/", views.initiative_detail, name="initiative-detail"),
    path("<int:initiative_id>/remarks/", views.remark_add, name="remark-add"),
    path("<int:initiative_id>/leads/", views.lead_edit, name="lead-edit"),
    path("milestones/<int:milestone_id>/", milestones.milestone_detail, name="milestone-detail"),
    path("milestones/<int:milestone_id>/dates/", milestones.milestone_dates, name="milestone-dates"),
    path("milestones/<int:milestone_id>/start/", milestones.milestone_start, name="milestone-start"),
    path("milestones/<int:milestone_id>/finish/", milestones.milestone_finish, name="milestone-finish"),
    path("milestones/<int:milestone_id>/reopen/", milestones.milestone_reopen, name="milestone-reopen"),
    path("milestones/<int:milestone_id>/measure/", milestones.milestone_tie, name="milestone-tie"),
    path("milestones/<int:milestone_id>/measure/drop/", milestones.milestone_untie, name="milestone-untie"),
    path("milestones/<int:milestone_id>/owner/", milestones.milestone_charge, name="milestone-charge"),
    path("milestones/<int:milestone_id>/waits/", milestones.milestone_wait, name="milestone-wait"),
    path("milestones/<int:milestone_id>/waits/<int:link_id>/drop/", milestones.wait_drop, name="wait-drop"),
]
