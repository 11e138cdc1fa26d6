"""Addresses of confidences."""

from django.urls import path

from preceptor.develop.confidences.pages import disclosures, notes, portfolio, signing

app_name = "confidences"

urlpatterns = [
    path("", notes.pair_list, name="pair-list"),
    path("who-can-read/", notes.who_can_read, name="who-can-read"),
    path("pairs/<int:pair_id>/", notes.pair_notes, name="pair-notes"),
    path("pairs/<int:pair_id>/conflicts/", notes.conflict_list, name="conflict-list"),
    path("pairs/<int:pair_id>/agreements/<slug:name>/", signing.agreement_sign, name="agreement-sign"),
    path("cycles/<int:cycle_id>/texts/<slug:name>/", signing.text_sign, name="text-sign"),
    path("conflicts/<uuid:conflict_id>/reword/", notes.conflict_reword, name="conflict-reword"),
    path("conflicts/<uuid:conflict_id>/agree/", notes.conflict_agree, name="conflict-agree"),
    path("notes/<uuid:note_id>/", notes.note_detail, name="note-detail"),
    path("releases/<int:release_id>/", notes.released_note, name="released-note"),
    path("releases/<int:release_id>/withdraw/", notes.release_withdraw, name="release-withdraw"),
    path("cycles/<int:cycle_id>/portfolio/", portfolio.portfolio, name="portfolio"),
    path("reflections/<uuid:reflection_id>/", portfolio.reflection_detail, name="reflection-detail"),
    path("reflections/releases/<int:release_id>/", portfolio.released_reflection, name="released-reflection"),
    path("reflections/releases/<int:release_id>/withdraw/", portfolio.reflection_withdraw, name="reflection-withdraw"),
    path("disclosures/", disclosures.disclosure_list, name="disclosure-list"),
    path("disclosures/propose/", disclosures.disclosure_form, name="disclosure-form"),
    path("disclosures/<int:disclosure_id>/", disclosures.disclosure_detail, name="disclosure-detail"),
    path("disclosures/<int:disclosure_id>/approve/", disclosures.disclosure_approve, name="disclosure-approve"),
    path("disclosures/<int:disclosure_id>/decline/", disclosures.disclosure_decline, name="disclosure-decline"),
    path("disclosures/<int:disclosure_id>/text/", disclosures.disclosed_text, name="disclosed-text"),
]
