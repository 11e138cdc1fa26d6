"""The admissions context: calls, applications, endorsements, review and decisions."""

from django.apps import AppConfig


class AdmissionsApp(AppConfig):
    """How a person comes into a program."""

    name = "preceptor.develop.admissions"
    verbose_name = "Admissions"

    def ready(self) -> None:
        """Register desk items, links, policies of documents, and the reminders."""
        from preceptor.develop.admissions import tasks
        from preceptor.develop.admissions.desk import desk_items
        from preceptor.develop.admissions.pages.navigation import navigation
        from preceptor.develop.admissions.public import LINK_PURPOSE, may_read_application, may_see_endorsement
        from preceptor.develop.admissions.queries.accepted import parts
        from preceptor.develop.admissions.queries.belonging import applied_cycles
        from preceptor.develop.admissions.queries.facts import ENDORSED, application_facts, register_facts
        from preceptor.develop.admissions.queries.waiting import traces
        from preceptor.develop.programs.public import register_belonging
        from preceptor.foundation.accounts.public import register_link_page
        from preceptor.foundation.desk.public import register_desk, register_parts
        from preceptor.foundation.documents.public import register_file_policy, register_signature_policy
        from preceptor.foundation.look.public import register_navigation

        register_desk(desk_items, traces)
        register_parts(parts)
        register_facts(ENDORSED.values(), application_facts)
        register_navigation(navigation)
        register_link_page(LINK_PURPOSE, "admissions:endorsement-link")
        register_file_policy("admissions.application", may_read_application)
        register_signature_policy("admissions.application", may_read_application)
        register_signature_policy("admissions.endorsement", may_see_endorsement)
        register_belonging(applied_cycles)
        tasks.register_all()
