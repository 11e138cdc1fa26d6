"""The letters app; its label differs from its folder since Django has a `messages` of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersApp(AppConfig):
    """Outbox, letters and reminders."""

    name = "preceptor.foundation.messages"
    label = "letters"
    verbose_name = _("Letters")

    def ready(self) -> None:
        """Register the job that hands letters to the mail server, and the way to one's letters."""
        from preceptor.foundation.jobs.public import register
        from preceptor.foundation.look.public import register_navigation
        from preceptor.foundation.messages.pages.navigation import navigation
        from preceptor.foundation.messages.tasks import SEND, give_up_letter, send_letter

        register_navigation(navigation)
        register(
            SEND,
            send_letter,
            title=_("Send a letter"),
            lease_seconds=120,
            max_attempts=60,
            first_wait_seconds=15,
            longest_wait_seconds=3600,
            on_failed=give_up_letter,
        )
