"""The frameworks context: what work points at, read and handed out as CASE packages."""

from django.apps import AppConfig


class FrameworksApp(AppConfig):
    """Competencies and rubrics in immutable versions."""

    name = "preceptor.develop.frameworks"
    verbose_name = "Frameworks"

    def ready(self) -> None:
        """Offer frameworks to the navigation."""
        from preceptor.develop.frameworks.desk import navigation
        from preceptor.foundation.look.public import register_navigation

        register_navigation(navigation)
