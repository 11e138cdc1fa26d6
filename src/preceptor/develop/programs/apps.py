"""The programs context: definitions and their cycles."""

from django.apps import AppConfig


class ProgramsApp(AppConfig):
    """Program definitions in versions, and the cycles that run them."""

    name = "preceptor.develop.programs"
    verbose_name = "Programs"

    def ready(self) -> None:
        """Offer programs to the desk, the navigation and the search box, and count the cycles that run."""
        from django.utils.translation import gettext_lazy as _

        from preceptor.develop.programs.desk import desk_items, navigation, search
        from preceptor.develop.programs.queries.lists import traces
        from preceptor.develop.programs.queries.measured import cycles_running
        from preceptor.foundation.desk.public import register_desk, register_search
        from preceptor.foundation.look.public import register_navigation
        from preceptor.foundation.measures.public import register_measure

        register_desk(desk_items, traces)
        register_search(search)
        register_navigation(navigation)
        register_measure(
            "programs.cycles_running",
            _("Cycles of programs that run"),
            cycles_running,
            sentence=_("Cycles that are published and not closed at the end of the day."),
        )
