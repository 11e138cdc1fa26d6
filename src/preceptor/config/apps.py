"""The configuration is an app, so that commands for every wing have a home."""

from django.apps import AppConfig
from django.conf import settings


class ConfigApp(AppConfig):
    """Commands that touch every wing."""

    name = "preceptor.config"
    verbose_name = "Preceptor"

    def ready(self) -> None:
        """Name the work of the demonstration, where there is one."""
        if settings.DEMO:
            from preceptor.config.demo.filling import register_jobs

            register_jobs()
