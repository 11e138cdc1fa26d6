"""Addresses of handbooks."""

from django.urls import path

from preceptor.develop.handbooks.pages import views

app_name = "handbooks"

urlpatterns = [
    path("", views.handbook_list, name="handbook-list"),
    path("<slug:key>/", views.handbook_detail, name="handbook-detail"),
    path("<slug:key>/write/", views.handbook_edit, name="handbook-edit"),
    path("<slug:key>/print.pdf", views.handbook_print, name="handbook-print"),
    path("<slug:key>/parts/<slug:code>/", views.part_detail, name="part-detail"),
    path("<slug:key>/versions/<int:number>/", views.handbook_changes, name="handbook-changes"),
    path("<slug:key>/versions/<int:number>/read/", views.handbook_read, name="handbook-read"),
    path("<slug:key>/plan/<slug:line>/done/", views.plan_done, name="plan-done"),
]
