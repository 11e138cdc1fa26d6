"""Addresses of accounts."""

from django.urls import path

from preceptor.foundation.accounts.pages import views

app_name = "accounts"
urlpatterns = [
    path("", views.role_list, name="role-list"),
    path("sessions/end", views.session_end, name="session-end"),
    path("demo", views.demo_sign_in, name="demo-sign-in"),
]
