"""The programs context: definitions and their cycles."""

from django.apps import AppConfig


class ProgramsApp(AppConfig):
    """Program definitions in versions, and the cycles that run them."""

    name = "preceptor.develop.programs"
    verbose_name = "Programs"
