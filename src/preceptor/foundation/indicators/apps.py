"""The indicators as an app."""

from django.apps import AppConfig


class IndicatorsApp(AppConfig):
    """Accountability indicators and accreditation duties."""

    name = "preceptor.foundation.indicators"
    label = "indicators"
    verbose_name = "Indicators"

    def ready(self) -> None:
        """Offer the district's records, name the background work, and stand on the desk and in the navigation."""
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.documents.public import register_file_policy
        from preceptor.foundation.indicators.desk import desk_items, may_download, navigation, traces
        from preceptor.foundation.indicators.queries.records import register_district
        from preceptor.foundation.indicators.tasks import register_jobs
        from preceptor.foundation.look.public import register_navigation

        register_district()
        register_jobs()
        register_desk(desk_items, traces)
        register_file_policy("indicators.", may_download)
        register_navigation(navigation)
