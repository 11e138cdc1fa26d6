"""Addresses of the office, of reviewers and of the second signature."""

from django.urls import path

from preceptor.develop.admissions.pages import deciding, office, reviewing

ROLE = "office/<int:cycle_id>/<slug:role>/"
ONE = "office/applications/<int:application_id>/"

office_patterns = [
    path("office/", office.office_home, name="office-home"),
    path(ROLE, office.candidate_list, name="candidate-list"),
    path(f"{ROLE}remind/", office.endorser_remind, name="endorser-remind"),
    path(f"{ROLE}reviewers/", reviewing.reviewer_assign, name="reviewer-assign"),
    path(f"{ROLE}decisions/", deciding.decision_board, name="decision-board"),
    path(f"{ROLE}letters/", deciding.letter_send, name="letter-send"),
    path(f"{ROLE}promote/", deciding.waitlist_promote, name="waitlist-promote"),
    path(ONE, office.candidate_detail, name="candidate-detail"),
    path(f"{ONE}reviewers/", reviewing.reviewer_add, name="reviewer-add"),
    path(f"{ONE}waivers/", office.waiver_propose, name="waiver-propose"),
    path(f"{ONE}rank/", deciding.waitlist_move, name="waitlist-move"),
    path(f"{ONE}release/", deciding.acceptance_release, name="acceptance-release"),
    path(f"{ONE}appeal/", deciding.appeal_record, name="appeal-record"),
    path("office/reviews/<int:review_id>/remove/", reviewing.reviewer_remove, name="reviewer-remove"),
    path("waivers/<int:waiver_id>/", office.waiver_detail, name="waiver-detail"),
    path("reviews/", reviewing.review_list, name="review-list"),
    path("reviews/<int:review_id>/", reviewing.review_form, name="review-form"),
    path("reviews/<int:review_id>/save/", reviewing.review_save, name="review-save"),
    path("reviews/<int:review_id>/aside/", reviewing.review_aside, name="review-aside"),
]
