"""The handbooks context: documents that live."""

from django.apps import AppConfig


class HandbooksApp(AppConfig):
    """Handbooks in versions, with receipts of reading."""

    name = "preceptor.develop.handbooks"
    verbose_name = "Handbooks"

    def ready(self) -> None:
        """Offer handbooks to desk and navigation."""
        from preceptor.develop.handbooks.desk import desk_items, navigation
        from preceptor.develop.handbooks.queries import unread
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.look.public import register_navigation

        register_desk(desk_items, lines=unread)
        register_navigation(navigation)
