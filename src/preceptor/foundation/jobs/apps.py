"""The jobs app."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsApp(AppConfig):
    """Background work by name, with progress."""

    name = "preceptor.foundation.jobs"
    verbose_name = _("Background work")

    def ready(self) -> None:
        """Register the clearing away of what was done long ago, and the way to the list."""
        from preceptor.foundation.jobs.pages.navigation import navigation
        from preceptor.foundation.jobs.public import register, schedule
        from preceptor.foundation.jobs.tasks import clear_old
        from preceptor.foundation.look.public import register_navigation

        register_navigation(navigation)
        register("jobs.clear-old", clear_old, title=_("Clear away old background work"))
        schedule("jobs.clear-old", "jobs.clear-old", daily_at=time(3, 40))
