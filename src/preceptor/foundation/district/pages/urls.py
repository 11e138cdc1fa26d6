"""Addresses of the district's pages."""

from django.urls import path

from preceptor.foundation.district.pages import views

app_name = "district"
urlpatterns = [
    path("schools/", views.school_list, name="school-list"),
    path("schools/<int:unit_id>/", views.school_detail, name="school-detail"),
    path("people/<int:person_id>/", views.person_detail, name="person-detail"),
    path("my-standing/", views.my_standing, name="my-standing"),
    path("load/", views.load, name="load"),
    path("load/<int:upload_id>/", views.load_preview, name="load-preview"),
    path("load/<int:upload_id>/confirm/", views.load_confirm, name="load-confirm"),
]
