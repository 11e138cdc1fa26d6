"""The coursework context: work that is judged, and how each participant of a program stands."""

from django.apps import AppConfig


class CourseworkApp(AppConfig):
    """Practicum tasks, projects, observations; judged by a rubric, read by every duty."""

    name = "preceptor.develop.coursework"
    verbose_name = "Coursework"

    def ready(self) -> None:
        """Offer coursework to the desk, the navigation and the documents."""
        from preceptor.develop.coursework.desk import desk_items, navigation
        from preceptor.develop.coursework.queries.access import may_read_file
        from preceptor.develop.coursework.queries.waiting import traces
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.documents.public import register_file_policy
        from preceptor.foundation.look.public import register_navigation

        register_desk(desk_items, traces)
        register_navigation(navigation)
        register_file_policy("coursework.work:", may_read_file)
