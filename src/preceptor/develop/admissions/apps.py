"""The admissions context: calls, applications, endorsements, review and decisions."""

from django.apps import AppConfig


class AdmissionsApp(AppConfig):
    """How a person comes into a program."""

    name = "preceptor.develop.admissions"
    verbose_name = "Admissions"
