"""Django's mail backend: what libraries send by themselves goes into the outbox like every other letter."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone, translation

from preceptor.foundation.messages.commands.writing import write_plain
from preceptor.foundation.messages.rules.writing import ACCOUNT_LETTER, Recipient, known_language


class OutboxBackend(BaseEmailBackend):
    """Writes each message to the outbox, one letter for each address, in the caller's transaction."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write all or none; how many messages were written."""
        with transaction.atomic():
            for message in email_messages:
                _write(message)
        return len(email_messages)


def _write(message: EmailMessage) -> None:
    """One message; letters are plain text, so whoever hands over an attachment must learn that it would be lost."""
    if message.attachments:
        raise ValueError("letters carry no attachments; store the file as a document and write its address")
    for recipient in _recipients(message.recipients()):
        write_plain(
            to=recipient,
            subject=str(message.subject),
            body=str(message.body),
            kind=ACCOUNT_LETTER,
            now=timezone.now(),
        )


def _recipients(addresses: Sequence[str]) -> list[Recipient]:
    """The addresses with the persons whose accounts they are."""
    plain = [parseaddr(address) for address in addresses]
    users = get_user_model().objects.filter(email__in=[email.lower() for _name, email in plain])
    persons = dict(users.values_list("email", "person_id"))
    language = known_language(translation.get_language() or "en")
    return [Recipient(name, email, language, persons.get(email.lower())) for name, email in plain]
