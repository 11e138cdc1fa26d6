"""The compliance context: what schools certify, the yearly cycle, and what can go."""

from django.apps import AppConfig


class ComplianceApp(AppConfig):
    """Fewer certifications to sign, each signed once and well."""

    name = "preceptor.relieve.compliance"
    verbose_name = "Compliance"

    def ready(self) -> None:
        """Name the background work, and offer compliance to the desk, the navigation and the documents."""
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.documents.public import register_file_policy, register_signature_policy
        from preceptor.foundation.look.public import register_navigation
        from preceptor.relieve.compliance.desk import desk_items, navigation
        from preceptor.relieve.compliance.queries.access import may_see_evidence, may_see_signature
        from preceptor.relieve.compliance.queries.posts import delegated
        from preceptor.relieve.compliance.tasks import register_jobs

        register_jobs()
        register_desk(desk_items, lines=delegated)
        register_navigation(navigation)
        register_file_policy("compliance.obligation:", may_see_evidence)
        register_signature_policy("compliance.certification:", may_see_signature)
