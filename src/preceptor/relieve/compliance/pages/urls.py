"""Addresses of compliance."""

from django.urls import path

from preceptor.relieve.compliance.pages import binder, catalogue, cycles, due, gate, workbench

app_name = "compliance"

urlpatterns = [
    path("catalogue/", catalogue.catalogue_list, name="catalogue-list"),
    path("catalogue/<int:item_id>/", catalogue.item_detail, name="item-detail"),
    path("catalogue/<int:item_id>/edit/", catalogue.item_edit, name="item-edit"),
    path("catalogue/load/", catalogue.catalogue_load, name="catalogue-load"),
    path("catalogue/load/<int:file_id>/", catalogue.catalogue_load_preview, name="catalogue-load-preview"),
    path("catalogue/load/<int:file_id>/confirm/", catalogue.catalogue_load_confirm, name="catalogue-load-confirm"),
    path("requirements/", catalogue.requirement_list, name="requirement-list"),
    path("requests/", gate.request_list, name="request-list"),
    path("requests/new/", gate.request_form, name="request-form"),
    path("catalogue/<int:item_id>/more/", gate.request_change, name="request-change"),
    path("requests/<int:request_id>/", gate.request_detail, name="request-detail"),
    path("requests/<int:request_id>/decide/", gate.request_decide, name="request-decide"),
    path("", due.my_due, name="my-due"),
    path("signed/", due.my_signed, name="my-signed"),
    path("due/<int:obligation_id>/", due.obligation_detail, name="obligation-detail"),
    path("due/<int:obligation_id>/draft/", due.obligation_save, name="obligation-save"),
    path("due/<int:obligation_id>/file/", due.obligation_attach, name="obligation-attach"),
    path("due/<int:obligation_id>/file/<int:file_id>/remove/", due.obligation_detach, name="obligation-detach"),
    path("together/", due.together, name="together"),
    path("signed/<int:certification_id>/", due.certification_detail, name="certification-detail"),
    path("signed/<int:certification_id>/undo/", due.certification_undo, name="certification-undo"),
    path("designees/", due.designee_list, name="designee-list"),
    path("designees/<int:delegation_id>/end/", due.designee_end, name="designee-end"),
    path("cycles/", cycles.cycle_list, name="cycle-list"),
    path("cycles/start/", cycles.cycle_start, name="cycle-start"),
    path("cycles/remind/", cycles.due_remind, name="due-remind"),
    path("cycles/proofs/", cycles.proof_load, name="proof-load"),
    path("cycles/<int:cycle_id>/close/", cycles.cycle_close, name="cycle-close"),
    path("cycles/items/<int:cycle_item_id>/", cycles.cycle_item, name="cycle-item"),
    path("cycles/items/<int:cycle_item_id>/correct/", cycles.cycle_item_correct, name="cycle-item-correct"),
    path("cycles/items/<int:cycle_item_id>/binder/<slug:period>/", binder.binder, name="binder"),
    path("office/", cycles.office_due, name="office-due"),
    path("office/<int:cycle_item_id>/<slug:period>/", cycles.office_sign, name="office-sign"),
    path("workbench/", workbench.workbench, name="workbench"),
    path("workbench/search/", workbench.overlaps_search, name="overlaps-search"),
    path("workbench/pairs/<int:pair_id>/", workbench.pair_label, name="pair-label"),
    path("workbench/proposals/", workbench.proposal_start, name="proposal-start"),
    path("workbench/proposals/<int:proposal_id>/", workbench.proposal_detail, name="proposal-detail"),
    path("workbench/approvals/<int:approval_id>/", workbench.proposal_answer, name="proposal-answer"),
    path("workbench/proposals/<int:proposal_id>/adopt/", workbench.proposal_adopt, name="proposal-adopt"),
    path("workbench/proposals/<int:proposal_id>/undo/", workbench.proposal_undo, name="proposal-undo"),
    path("workbench/proposals/<int:proposal_id>/drop/", workbench.proposal_drop, name="proposal-drop"),
    path("workbench/proposals/<int:proposal_id>/look-back/", workbench.proposal_look_back, name="proposal-look-back"),
    path("burden/", cycles.burden, name="burden"),
]
