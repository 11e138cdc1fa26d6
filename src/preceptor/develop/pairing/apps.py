"""The pairing context: mentees, preferences, matching runs, pairs."""

from django.apps import AppConfig


class PairingApp(AppConfig):
    """Who mentors whom, proposed with a proof and adopted by people."""

    name = "preceptor.develop.pairing"
    verbose_name = "Pairing"

    def ready(self) -> None:
        """Name the background work of pairing."""
        from preceptor.develop.pairing.tasks import register_jobs

        register_jobs()
