"""Addresses of the letters."""

from django.urls import path

from preceptor.foundation.messages.pages import views

app_name = "letters"
urlpatterns = [
    path("", views.letter_list, name="letter-list"),
    path("<int:letter_id>/", views.letter_detail, name="letter-detail"),
]
