"""The district as an app."""

from django.apps import AppConfig


class DistrictApp(AppConfig):
    """Organisation, schools, people, positions, calendars."""

    name = "preceptor.foundation.district"
    label = "district"
    verbose_name = "District"

    def ready(self) -> None:
        """Put the district into the navigation."""
        from preceptor.foundation.district.pages.navigation import navigation
        from preceptor.foundation.look.public import register_navigation

        register_navigation(navigation)
