"""The look as a Django application."""

from django.apps import AppConfig


class LookApp(AppConfig):
    """Base page, components, charts, error pages, static files."""

    name = "preceptor.foundation.look"
