"""Addresses of the audit trail."""

from django.urls import path

from preceptor.foundation.audit.pages import views

app_name = "audit"
urlpatterns = [path("", views.entry_list, name="entry-list")]
