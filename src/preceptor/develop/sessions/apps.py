"""The sessions context: groups that learn together, dated sessions, attendance and calendars."""

from django.apps import AppConfig


class SessionsApp(AppConfig):
    """Sessions with rosters, attendance in minutes, and calendar feeds."""

    name = "preceptor.develop.sessions"
    label = "cohorts"
    verbose_name = "Sessions"

    def ready(self) -> None:
        """Tell activities who is a member, and offer sessions to the navigation."""
        from preceptor.develop.activities.public import register_members
        from preceptor.develop.admissions.public import register_facts
        from preceptor.develop.programs.public import register_belonging
        from preceptor.develop.sessions.desk import navigation
        from preceptor.develop.sessions.queries.attended import members_of
        from preceptor.develop.sessions.queries.facts import INSTITUTE, institute_facts
        from preceptor.develop.sessions.queries.leading import cycles_belonged, leads_anywhere, parts
        from preceptor.foundation.accounts.public import register_leading, register_link_page
        from preceptor.foundation.desk.public import register_parts
        from preceptor.foundation.look.public import register_navigation

        register_members(members_of)
        register_facts([INSTITUTE], institute_facts)
        register_belonging(cycles_belonged)
        register_leading(leads_anywhere)
        register_navigation(navigation)
        register_parts(parts)
        register_link_page("cohorts.accept", "cohorts:invitation")
