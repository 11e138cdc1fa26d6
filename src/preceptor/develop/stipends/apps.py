"""The stipends context: what programs pay, worked out in the open, approved by two, handed to payroll once."""

from django.apps import AppConfig


class StipendsApp(AppConfig):
    """Pay by the rules of a definition, to the cent."""

    name = "preceptor.develop.stipends"
    verbose_name = "Stipends"

    def ready(self) -> None:
        """Name the background work, and offer pay to the desk and the navigation."""
        from preceptor.develop.stipends.desk import desk_items, navigation
        from preceptor.develop.stipends.queries.waiting import own_lines
        from preceptor.develop.stipends.tasks import register_jobs
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_desk(desk_items, lines=own_lines)
        register_navigation(navigation)
