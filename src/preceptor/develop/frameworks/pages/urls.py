"""Addresses of frameworks."""

from django.urls import path

from preceptor.develop.frameworks.pages import views

app_name = "frameworks"

urlpatterns = [
    path("", views.framework_list, name="framework-list"),
    path("load/", views.framework_load, name="framework-load"),
    path("<int:framework_id>/", views.framework_detail, name="framework-detail"),
    path("<int:framework_id>/case.json", views.framework_package, name="framework-package"),
]
