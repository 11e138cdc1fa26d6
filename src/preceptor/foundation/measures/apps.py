"""The measures app."""

from django.apps import AppConfig


class MeasuresApp(AppConfig):
    """Named figures with the records behind them."""

    name = "preceptor.foundation.measures"
    label = "measures"
    verbose_name = "Measures"

    def ready(self) -> None:
        """Register the nightly job."""
        from preceptor.foundation.measures import tasks

        tasks.register_all()
