"""Addresses of the sign-in library, with the pages that we answer ourselves in front."""

from django.urls import include, path

from preceptor.foundation.accounts.pages import views

urlpatterns = [
    path("email/", views.address, name="account_email"),
    path("", include("allauth.urls")),
]
