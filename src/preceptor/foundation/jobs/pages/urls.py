"""Addresses of background work."""

from django.urls import path

from preceptor.foundation.jobs.pages import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job-list"),
    path("<int:job_id>/", views.job_progress, name="job-progress"),
    path("<int:job_id>/retry/", views.job_retry, name="job-retry"),
]
