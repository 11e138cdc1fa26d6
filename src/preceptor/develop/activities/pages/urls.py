"""Addresses of activities."""

from django.urls import path

from preceptor.develop.activities.pages import duties, entries, logs

app_name = "activities"

urlpatterns = [
    path("", entries.my_month, name="my-month"),
    path("cycles/<int:cycle_id>/enter/", entries.entry_form, name="entry-form"),
    path("cycles/<int:cycle_id>/enter/draft/", entries.entry_save, name="entry-save"),
    path("entries/<int:activity_id>/", entries.entry_detail, name="entry-detail"),
    path("entries/<int:activity_id>/correct/", entries.entry_correct, name="entry-correct"),
    path("entries/<int:activity_id>/withdraw/", entries.entry_withdraw, name="entry-withdraw"),
    path("entries/<int:activity_id>/held/", entries.entry_held, name="entry-held"),
    path("entries/<int:activity_id>/confirm/", entries.entry_confirm, name="entry-confirm"),
    path("entries/<int:activity_id>/dispute/", entries.entry_dispute, name="entry-dispute"),
    path("entries/confirm/", entries.entries_confirm, name="entries-confirm"),
    path("cycles/<int:cycle_id>/logs/", logs.log_board, name="log-board"),
    path("cycles/<int:cycle_id>/logs/submit/", logs.log_submit, name="log-submit"),
    path("cycles/<int:cycle_id>/logs/remind/", logs.logs_remind, name="logs-remind"),
    path("cycles/<int:cycle_id>/logs/accept/", logs.logs_accept, name="logs-accept"),
    path("cycles/<int:cycle_id>/logs/due/", logs.log_due, name="log-due"),
    path("cycles/<int:cycle_id>/people/<int:person_id>/", duties.person_duties, name="person-duties"),
    path("exemptions/<int:exemption_id>/withdraw/", duties.exemption_withdraw, name="exemption-withdraw"),
    path("logs/<int:log_id>/", logs.log_detail, name="log-detail"),
    path("logs/<int:log_id>/return/", logs.log_return, name="log-return"),
    path("logs/<int:log_id>/reopen/", logs.log_reopen, name="log-reopen"),
]
