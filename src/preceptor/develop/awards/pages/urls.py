"""Addresses of awards."""

from django.urls import path

from preceptor.develop.awards.pages import certificates, office, public, references

app_name = "awards"

urlpatterns = [
    path("", certificates.my_certificates, name="my-certificates"),
    path("verify/", public.certificate_verify, name="certificate-verify"),
    path("c/<str:number>/", public.certificate_public, name="certificate-public"),
    path("c/<str:number>/credential.json", public.credential_json, name="credential-json"),
    path("c/<str:number>/badge.png", public.badge_image, name="badge-image"),
    path("status/<int:list_id>", public.status_list, name="status-list"),
    path("certificates/<int:certificate_id>/", certificates.certificate_detail, name="certificate-detail"),
    path("certificates/<int:certificate_id>/paper/", certificates.certificate_paper, name="certificate-paper"),
    path("certificates/<int:certificate_id>/revoke/", certificates.certificate_revoke, name="certificate-revoke"),
    path("certificates/<int:certificate_id>/correct/", certificates.certificate_correct, name="certificate-correct"),
    path("certificates/<int:certificate_id>/renew/", certificates.certificate_renew, name="certificate-renew"),
    path("certificates/<int:certificate_id>/decline/", certificates.certificate_decline, name="certificate-decline"),
    path("certificates/<int:certificate_id>/credit/", certificates.credit_ask, name="credit-ask"),
    path("certificates/<int:certificate_id>/credit/record/", certificates.credit_record, name="credit-record"),
    path("certificates/<int:certificate_id>/reference/", references.reference_ask, name="reference-ask"),
    path("references/<int:reference_id>/", references.reference_letter, name="reference-letter"),
    path("references/<int:reference_id>/withdraw/", references.reference_withdraw, name="reference-withdraw"),
    path("refer/<str:token>/", references.reference_link, name="reference-link"),
    path("office/", office.award_home, name="award-home"),
    path("cycles/<int:cycle_id>/<slug:award>/", office.award_board, name="award-board"),
    path("cycles/<int:cycle_id>/<slug:award>/propose/", office.award_propose, name="award-propose"),
    path("cycles/<int:cycle_id>/<slug:award>/one/", office.award_propose_one, name="award-propose-one"),
    path("cycles/<int:cycle_id>/<slug:award>/approve/", office.award_approve, name="award-approve"),
    path("cycles/<int:cycle_id>/<slug:award>/import/", office.holder_import, name="holder-import"),
]
