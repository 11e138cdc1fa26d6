"""Addresses of pairing."""

from django.urls import path

from preceptor.develop.pairing.pages import mine, views

app_name = "pairing"

urlpatterns = [
    path("", views.pair_cycle_list, name="pair-cycle-list"),
    path("cycles/<int:cycle_id>/", views.pair_board, name="pair-board"),
    path("cycles/<int:cycle_id>/find/", views.participants_find, name="participants-find"),
    path("cycles/<int:cycle_id>/match/", views.run_start, name="run-start"),
    path("cycles/<int:cycle_id>/mentees/<int:mentee_id>/", views.mentor_choose, name="mentor-choose"),
    path("cycles/<int:cycle_id>/mentees/<int:mentee_id>/pair/", views.pair_make, name="pair-make"),
    path("cycles/<int:cycle_id>/offers/<int:mentee_id>/", views.offer_make, name="offer-make"),
    path("runs/<int:run_id>/", views.run_detail, name="run-detail"),
    path("runs/<int:run_id>/weigh/", views.pair_weigh, name="pair-weigh"),
    path("runs/<int:run_id>/mark/", views.pair_mark, name="pair-mark"),
    path("runs/<int:run_id>/adopt/", views.run_adopt, name="run-adopt"),
    path("runs/<int:run_id>/discard/", views.run_discard, name="run-discard"),
    path("runs/<int:run_id>/inputs/", views.run_inputs, name="run-inputs"),
    path("pairs/<int:pair_id>/end/", views.pair_end, name="pair-end"),
    path("mine/", mine.my_pairs, name="my-pairs"),
    path("mine/wishes/<int:participant_id>/", mine.wish_form, name="wish-form"),
    path("mine/conflicts/", mine.conflict_form, name="conflict-form"),
    path("mine/conflicts/<int:conflict_id>/withdraw/", mine.conflict_withdraw, name="conflict-withdraw"),
    path("mine/offers/<int:offer_id>/", mine.offer_detail, name="offer-detail"),
    path("mine/pairs/<int:pair_id>/end/", mine.my_pair_end, name="my-pair-end"),
]
