"""The pairing context: mentees, preferences, matching runs, pairs."""

from django.apps import AppConfig


class PairingApp(AppConfig):
    """Who mentors whom, proposed with a proof and adopted by people."""

    name = "preceptor.develop.pairing"
    verbose_name = "Pairing"

    def ready(self) -> None:
        """Name the background work, and offer pairing to the desk and the navigation."""
        from preceptor.develop.pairing.desk import desk_items, navigation
        from preceptor.develop.pairing.queries.belonging import paired_cycles
        from preceptor.develop.pairing.queries.counted import register_counted
        from preceptor.develop.pairing.queries.spans import parts
        from preceptor.develop.pairing.queries.waiting import own_lines, traces
        from preceptor.develop.pairing.tasks import register_jobs
        from preceptor.develop.programs.public import register_belonging
        from preceptor.foundation.desk.public import register_desk, register_parts
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_desk(desk_items, traces, own_lines)
        register_parts(parts)
        register_navigation(navigation)
        register_counted()
        register_belonging(paired_cycles)
