"""Addresses of the desk."""

from django.urls import path

from preceptor.foundation.desk.pages import views

app_name = "desk"
urlpatterns = [
    path("", views.my_desk, name="my-desk"),
    path("search", views.search, name="search"),
    path("keyboard", views.keyboard, name="keyboard"),
]
