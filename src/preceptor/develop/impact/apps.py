"""The impact context: what coaching changed, estimated honestly."""

from django.apps import AppConfig


class ImpactApp(AppConfig):
    """Studies on frozen records."""

    name = "preceptor.develop.impact"
    verbose_name = "Impact"

    def ready(self) -> None:
        """Name the background work, and offer impact to the navigation."""
        from preceptor.develop.impact.desk import beside_indicators, navigation
        from preceptor.develop.impact.tasks import register_jobs
        from preceptor.foundation.indicators.public import register_beside
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_navigation(navigation)
        register_beside(beside_indicators)
