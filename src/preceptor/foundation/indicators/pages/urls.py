"""Addresses of the indicators."""

from django.urls import path

from preceptor.foundation.indicators.pages import duties, views

app_name = "indicators"

urlpatterns = [
    path("", views.indicator_list, name="indicator-list"),
    path("report/", views.board_report, name="board-report"),
    path("definitions/", views.definition_load, name="definition-load"),
    path("accreditation/", duties.duty_list, name="duty-list"),
    path("accreditation/new/", duties.duty_add, name="duty-add"),
    path("accreditation/<int:duty_id>/", duties.duty_detail, name="duty-detail"),
    path("figures/<int:figure_id>/", views.figure_detail, name="figure-detail"),
    path("<slug:code>/", views.indicator_detail, name="indicator-detail"),
    path("<slug:code>/target/", views.indicator_charge, name="indicator-charge"),
    path("<slug:code>/freeze/<str:period>/", views.figure_freeze, name="figure-freeze"),
]
