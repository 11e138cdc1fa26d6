"""The documents app."""

from django.apps import AppConfig


class DocumentsApp(AppConfig):
    """Uploads, texts in versions, signatures, sealed texts."""

    name = "preceptor.foundation.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """Register the jobs of this context."""
        from preceptor.foundation.documents import tasks

        tasks.register_all()
