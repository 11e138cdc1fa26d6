"""Addresses of impact."""

from django.urls import path

from preceptor.develop.impact.pages import views

app_name = "impact"

urlpatterns = [
    path("", views.study_list, name="study-list"),
    path("start/", views.study_start, name="study-start"),
    path("studies/<int:study_id>/", views.study_detail, name="study-detail"),
]
