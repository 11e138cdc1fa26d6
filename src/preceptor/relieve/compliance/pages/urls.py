"""Addresses of compliance."""

from django.urls import path

from preceptor.relieve.compliance.pages import catalogue, gate

app_name = "compliance"

urlpatterns = [
    path("catalogue/", catalogue.catalogue_list, name="catalogue-list"),
    path("catalogue/<int:item_id>/", catalogue.item_detail, name="item-detail"),
    path("catalogue/<int:item_id>/edit/", catalogue.item_edit, name="item-edit"),
    path("catalogue/load/", catalogue.catalogue_load, name="catalogue-load"),
    path("catalogue/load/<int:file_id>/", catalogue.catalogue_load_preview, name="catalogue-load-preview"),
    path("catalogue/load/<int:file_id>/confirm/", catalogue.catalogue_load_confirm, name="catalogue-load-confirm"),
    path("requirements/", catalogue.requirement_list, name="requirement-list"),
    path("requests/", gate.request_list, name="request-list"),
    path("requests/new/", gate.request_form, name="request-form"),
    path("requests/<int:request_id>/", gate.request_detail, name="request-detail"),
    path("requests/<int:request_id>/decide/", gate.request_decide, name="request-decide"),
]
