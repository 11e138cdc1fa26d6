"""The activities context: what people do, what they owe, and the logs over it."""

from django.apps import AppConfig


class ActivitiesApp(AppConfig):
    """One entry, confirmed by the other party, read by every duty."""

    name = "preceptor.develop.activities"
    verbose_name = "Activities"

    def ready(self) -> None:
        """Name the background work, and offer activities to the desk and the navigation."""
        from preceptor.develop.activities.desk import desk_items, navigation
        from preceptor.develop.activities.queries.traces import traces
        from preceptor.develop.activities.tasks import register_jobs
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_desk(desk_items, traces)
        register_navigation(navigation)
