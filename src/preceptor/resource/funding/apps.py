"""The funding context: money, teachers and nurses by need."""

from django.apps import AppConfig


class FundingApp(AppConfig):
    """Scenarios, what schools are told, and their budgets."""

    name = "preceptor.resource.funding"
    verbose_name = "Funding"

    def ready(self) -> None:
        """Name the background work, and offer funding to the desk and the navigation."""
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation
        from preceptor.resource.funding.desk import desk_items, navigation
        from preceptor.resource.funding.tasks import register_jobs

        register_jobs()
        register_desk(desk_items)
        register_navigation(navigation)
