"""Addresses of growth."""

from django.urls import path

from preceptor.develop.growth.pages import office, others, own

app_name = "growth"

urlpatterns = [
    path("", own.my_growth, name="my-growth"),
    path("systems/", others.system_list, name="system-list"),
    path("systems/<slug:key>/", others.system_detail, name="system-detail"),
    path("systems/<slug:key>/rubric.json", others.system_rubric, name="system-rubric"),
    path("place/", own.placement_start, name="placement-start"),
    path("placements/<uuid:placement_id>/", own.placement_detail, name="placement-detail"),
    path("placements/<uuid:placement_id>/take-back/", own.placement_take_back, name="placement-take-back"),
    path("placements/<uuid:placement_id>/agree/", own.placement_accept, name="placement-accept"),
    path("placements/<uuid:placement_id>/answer/", others.placement_answer, name="placement-answer"),
    path("levels/<uuid:line_id>/share/", own.level_share, name="level-share"),
    path("goals/", own.goal_new, name="goal-new"),
    path("goals/<uuid:goal_id>/", own.goal_detail, name="goal-detail"),
    path("goals/<uuid:goal_id>/close/", own.goal_close, name="goal-close"),
    path("open/<slug:item>/<uuid:number>/", own.item_release, name="item-release"),
    path("opened/<int:release_id>/", others.released_item, name="released-item"),
    path("opened/<int:release_id>/take-back/", own.release_withdraw, name="release-withdraw"),
    path("ready/", office.readiness_list, name="readiness-list"),
    path("ready/<slug:key>/", office.readiness_detail, name="readiness-detail"),
    path("ready/<slug:key>/nominate/<int:person_id>/", office.nomination_new, name="nomination-new"),
    path("nominations/", office.nomination_list, name="nomination-list"),
    path("nominations/<int:nomination_id>/", office.nomination_detail, name="nomination-detail"),
    path("nominations/<int:nomination_id>/take-up/", office.nomination_take_up, name="nomination-take-up"),
]
