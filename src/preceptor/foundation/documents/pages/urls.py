"""Addresses of documents."""

from django.urls import path

from preceptor.foundation.documents.pages import views

app_name = "documents"
urlpatterns = [
    path("<int:file_id>", views.download, name="download"),
    path("signatures/<int:signature_id>", views.signature, name="signature"),
]
