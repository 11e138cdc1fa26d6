"""The one address outside awards' own folder: the issuer's document, where did:web expects it."""

from django.urls import path

from preceptor.develop.awards.pages import public

app_name = "issuer"

urlpatterns = [path("", public.issuer, name="issuer")]
