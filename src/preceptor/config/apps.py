"""The configuration is an app, so that commands for every wing have a home."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Commands that touch every wing."""

    name = "preceptor.config"
    verbose_name = "Preceptor"
