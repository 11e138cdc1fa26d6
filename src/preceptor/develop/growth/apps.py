"""The growth context: systems of growth, placements, goals, readiness."""

from django.apps import AppConfig


class GrowthApp(AppConfig):
    """Growth at four levels, for every group of employees."""

    name = "preceptor.develop.growth"
    verbose_name = "Growth"

    def ready(self) -> None:
        """Offer growth to desk and navigation; nothing of it is searchable."""
        from preceptor.develop.growth.desk import desk_items, navigation
        from preceptor.develop.growth.queries.waiting import own_lines, traces
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_desk(desk_items, traces, own_lines)
        register_navigation(navigation)
