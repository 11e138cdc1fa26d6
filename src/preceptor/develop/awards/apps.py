"""The awards context: certificates that anyone can verify."""

from django.apps import AppConfig


class AwardsApp(AppConfig):
    """Certificates awarded by rule, issued as credentials, renewed, corrected, revoked."""

    name = "preceptor.develop.awards"
    verbose_name = "Certificates"

    def ready(self) -> None:
        """Name the background work, and offer certificates to the desk and the navigation."""
        from preceptor.develop.awards.desk import desk_items, navigation
        from preceptor.develop.awards.queries.traces import traces
        from preceptor.develop.awards.tasks import register_jobs
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_desk(desk_items, traces)
        register_navigation(navigation)
