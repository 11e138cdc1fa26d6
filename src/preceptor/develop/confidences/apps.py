"""The confidences context: what the two of a pair keep to themselves, and what they promise."""

from django.apps import AppConfig


class ConfidencesApp(AppConfig):
    """Notes under seal, agreements, releases, disclosures."""

    name = "preceptor.develop.confidences"
    verbose_name = "Confidences"

    def ready(self) -> None:
        """Name the background work, offer this to desk and navigation, and hang in what activities leave open."""
        from preceptor.develop.activities.public import register_entry_link, register_log_gate
        from preceptor.develop.confidences.desk import desk_items, entry_link, may_see_agreement, navigation
        from preceptor.develop.confidences.public import log_gate
        from preceptor.develop.confidences.queries.traces import traces
        from preceptor.develop.confidences.queries.waiting import own_lines
        from preceptor.develop.confidences.tasks import register_jobs
        from preceptor.foundation.desk.public import register_desk
        from preceptor.foundation.documents.public import register_signature_policy
        from preceptor.foundation.look.public import register_navigation

        register_jobs()
        register_desk(desk_items, traces, own_lines)
        register_navigation(navigation)
        register_log_gate(log_gate)
        register_entry_link(entry_link)
        register_signature_policy("confidences.agreement", may_see_agreement)
