"""The audit app."""

from django.apps import AppConfig


class AuditApp(AppConfig):
    """Who saw and did what."""

    name = "preceptor.foundation.audit"
    label = "audit"
    verbose_name = "Audit"
