"""Addresses of the named figures."""

from django.urls import path

from preceptor.foundation.measures.pages import views

app_name = "measures"
urlpatterns = [path("", views.measure_list, name="measure-list")]
