"""The desk as a Django application."""

from django.apps import AppConfig


class DeskApp(AppConfig):
    """Each person's first page and the search box."""

    name = "preceptor.foundation.desk"

    def ready(self) -> None:
        """Put the desk first in the navigation, and the district's people and schools into the search box."""
        from preceptor.foundation.desk.desk import navigation
        from preceptor.foundation.desk.public import register_search
        from preceptor.foundation.desk.queries.sources import people_and_schools
        from preceptor.foundation.look.public import register_navigation

        register_navigation(navigation)
        register_search(people_and_schools)
