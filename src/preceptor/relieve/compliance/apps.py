"""The compliance context: what schools certify, the yearly cycle, and what can go."""

from django.apps import AppConfig


class ComplianceApp(AppConfig):
    """Fewer certifications to sign, each signed once and well."""

    name = "preceptor.relieve.compliance"
    verbose_name = "Compliance"

    def ready(self) -> None:
        """Nothing is offered upwards yet."""
