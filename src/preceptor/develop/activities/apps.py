"""The activities context: what people do, what they owe, and the logs over it."""

from django.apps import AppConfig


class ActivitiesApp(AppConfig):
    """One entry, confirmed by the other party, read by every duty."""

    name = "preceptor.develop.activities"
    verbose_name = "Activities"
