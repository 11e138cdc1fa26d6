"""The district as an app."""

from django.apps import AppConfig


class DistrictApp(AppConfig):
    """Organisation, schools, people, positions, calendars."""

    name = "preceptor.foundation.district"
    label = "district"
    verbose_name = "District"

    def ready(self) -> None:
        """Put the district into the navigation, and make its background work known."""
        from preceptor.foundation.district.pages.navigation import navigation
        from preceptor.foundation.district.tasks import register_jobs
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_navigation(navigation)
