"""The look as a Django application."""

from django.apps import AppConfig


class LookApp(AppConfig):
    """Base page, components, charts, error pages, static files."""

    name = "preceptor.foundation.look"

    def ready(self) -> None:
        """Give forms their words before any of them is made."""
        from preceptor.foundation.look.controls import say_what_is_missing

        say_what_is_missing()
