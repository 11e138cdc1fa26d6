"""The district as an app."""

from django.apps import AppConfig


class DistrictApp(AppConfig):
    """Organisation, schools, people, positions, calendars."""

    name = "preceptor.foundation.district"
    label = "district"
    verbose_name = "District"

    def ready(self) -> None:
        """Put the district into the navigation, and make its background work and what it counts known."""
        from django.utils.translation import gettext_lazy as _

        from preceptor.foundation.district.pages.navigation import navigation
        from preceptor.foundation.district.queries.measured import schools_in_communities, schools_with_teams
        from preceptor.foundation.district.tasks import register_jobs
        from preceptor.foundation.look.public import register_navigation
        from preceptor.foundation.measures.public import register_measure

        register_jobs()
        register_navigation(navigation)
        register_measure(
            "district.schools_in_communities",
            _("Schools in a community of schools"),
            schools_in_communities,
            sentence=_("Schools that belong to a community of schools on the day."),
        )
        register_measure(
            "district.schools_with_multi_craft_teams",
            _("Schools served by a multi-craft team"),
            schools_with_teams,
            sentence=_("Schools that a multi-craft team serves on the day, by the list of groups of schools."),
        )
