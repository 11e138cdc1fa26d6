"""The initiatives context: plans with milestones that follow the real work."""

from django.apps import AppConfig


class InitiativesApp(AppConfig):
    """Initiatives, their milestones, slips and dependencies."""

    name = "preceptor.resource.initiatives"
    verbose_name = "Initiatives"

    def ready(self) -> None:
        """Name the background work, and offer initiatives to the desk, the navigation and the search."""
        from preceptor.foundation.desk.public import register_desk, register_search
        from preceptor.foundation.look.public import register_navigation
        from preceptor.resource.initiatives.desk import desk_items, found, navigation
        from preceptor.resource.initiatives.queries.waiting import traces
        from preceptor.resource.initiatives.tasks import register_jobs

        register_jobs()
        register_desk(desk_items, traces)
        register_navigation(navigation)
        register_search(found)
