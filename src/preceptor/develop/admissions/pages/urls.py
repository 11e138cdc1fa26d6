"""Addresses of admissions."""

from django.urls import path

from preceptor.develop.admissions.pages import applications, calls, contests, endorsements
from preceptor.develop.admissions.pages.office_urls import office_patterns

app_name = "admissions"

urlpatterns = [
    path("", calls.call_list, name="call-list"),
    path("calls/<int:cycle_id>/", calls.call_detail, name="call-detail"),
    path("calls/<int:cycle_id>/<slug:role>/start/", calls.application_start, name="application-start"),
    path("calls/<int:cycle_id>/<slug:role>/contest/<slug:rule>/", calls.contest_new, name="contest-new"),
    path("applications/", applications.application_list, name="application-list"),
    path("applications/<int:application_id>/", applications.application_detail, name="application-detail"),
    path("applications/<int:application_id>/edit/", applications.application_edit, name="application-edit"),
    path("applications/<int:application_id>/save/", applications.application_save, name="application-save"),
    path("applications/<int:application_id>/check/", applications.application_check, name="application-check"),
    path("applications/<int:application_id>/submit/", applications.application_submit, name="application-submit"),
    path("applications/<int:application_id>/judge/", applications.application_judge, name="application-judge"),
    path("applications/<int:application_id>/withdraw/", applications.application_withdraw, name="application-withdraw"),
    path("applications/<int:application_id>/reopen/", applications.application_reopen, name="application-reopen"),
    path(
        "applications/<int:application_id>/documents/<slug:requirement>/",
        applications.document_attach,
        name="document-attach",
    ),
    path(
        "applications/<int:application_id>/documents/<slug:requirement>/remove/",
        applications.document_remove,
        name="document-remove",
    ),
    path("applications/<int:application_id>/texts/<slug:text>/", applications.text_sign, name="text-sign"),
    path("applications/<int:application_id>/endorsers/<slug:name>/", applications.endorser_ask, name="endorser-ask"),
    path("endorse/<str:token>/", endorsements.endorsement_link, name="endorsement-link"),
    path("endorsements/", endorsements.endorsement_list, name="endorsement-list"),
    path("endorsements/<int:endorsement_id>/", endorsements.endorsement_detail, name="endorsement-detail"),
    path("endorsements/<int:endorsement_id>/replace/", endorsements.endorsement_replace, name="endorsement-replace"),
    path("contests/", contests.contest_list, name="contest-list"),
    path("contests/<int:contest_id>/", contests.contest_detail, name="contest-detail"),
    *office_patterns,
]
