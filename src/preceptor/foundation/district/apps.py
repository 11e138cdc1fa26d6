"""The district as an app."""

from django.apps import AppConfig


class DistrictApp(AppConfig):
    """Organisation, schools, people, positions, calendars."""

    name = "preceptor.foundation.district"
    label = "district"
    verbose_name = "District"
