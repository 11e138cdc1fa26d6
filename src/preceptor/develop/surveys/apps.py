"""The surveys context: principals are asked, heard, and told what came of it."""

from django.apps import AppConfig


class SurveysApp(AppConfig):
    """Surveys, focus groups, themes, an advisory group, and the content that is built from them."""

    name = "preceptor.develop.surveys"
    verbose_name = "Surveys"

    def ready(self) -> None:
        """Name the reminders, offer listening to desk and navigation, and count who answered."""
        from preceptor.develop.surveys.desk import desk_items, navigation
        from preceptor.develop.surveys.queries.counting import register_measures
        from preceptor.develop.surveys.queries.traces import own_lines
        from preceptor.develop.surveys.tasks import register_jobs
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_measures()
        register_desk(desk_items, lines=own_lines)
        register_navigation(navigation)
