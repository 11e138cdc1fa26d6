"""The awards context: certificates that anyone can verify."""

from django.apps import AppConfig


class AwardsApp(AppConfig):
    """Certificates awarded by rule, issued as credentials, renewed, corrected, revoked."""

    name = "preceptor.develop.awards"
    verbose_name = "Certificates"

    def ready(self) -> None:
        """Name the background work, and offer certificates to the desk and the navigation."""
        from preceptor.develop.admissions.public import register_facts
        from preceptor.develop.awards.desk import desk_items, navigation
        from preceptor.develop.awards.queries.belonging import awarding_cycles
        from preceptor.develop.awards.queries.counted import register_counted
        from preceptor.develop.awards.queries.facts import HOLDS, certificate_facts
        from preceptor.develop.awards.queries.references import LINK_PURPOSE
        from preceptor.develop.awards.queries.traces import own_lines, traces
        from preceptor.develop.awards.tasks import register_jobs
        from preceptor.develop.programs.public import register_belonging
        from preceptor.foundation.accounts.public import register_link_page
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_facts([HOLDS], certificate_facts)
        register_link_page(LINK_PURPOSE, "awards:reference-link")
        register_desk(desk_items, traces, own_lines)
        register_navigation(navigation)
        register_counted()
        register_belonging(awarding_cycles)
