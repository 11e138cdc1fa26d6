"""Addresses of surveys."""

from django.urls import path

from preceptor.develop.surveys.pages import hearing, mine, office

app_name = "surveys"

urlpatterns = [
    path("", mine.my_listening, name="my-listening"),
    path("<int:survey_id>/", mine.survey_answer, name="survey-answer"),
    path("<int:survey_id>/draft/", mine.draft_save, name="draft-save"),
    path("<int:survey_id>/results/", mine.survey_results, name="survey-results"),
    path("groups/<int:group_id>/reply/", mine.group_reply, name="group-reply"),
    path("rounds/", office.round_list, name="round-list"),
    path("rounds/<int:round_id>/", office.round_detail, name="round-detail"),
    path("rounds/<int:round_id>/surveys/", office.survey_write, name="survey-write"),
    path("<int:survey_id>/office/", office.survey_detail, name="survey-detail"),
    path("<int:survey_id>/change/", office.survey_change, name="survey-change"),
    path("<int:survey_id>/questions/<int:question_id>/remove/", office.question_remove, name="question-remove"),
    path("<int:survey_id>/open/", office.survey_open, name="survey-open"),
    path("<int:survey_id>/remind/", office.survey_remind, name="survey-remind"),
    path("<int:survey_id>/close/", office.survey_close, name="survey-close"),
    path("<int:survey_id>/share/", office.survey_share, name="survey-share"),
    path("rounds/<int:round_id>/groups/", hearing.group_plan, name="group-plan"),
    path("groups/<int:group_id>/", hearing.group_detail, name="group-detail"),
    path("groups/<int:group_id>/cancel/", hearing.group_cancel, name="group-cancel"),
    path("rounds/<int:round_id>/passages/", hearing.passage_list, name="passage-list"),
    path("rounds/<int:round_id>/themes/", hearing.theme_add, name="theme-add"),
    path("passages/<uuid:passage_id>/code/", hearing.passage_code, name="passage-code"),
    path("passages/<uuid:passage_id>/strike/", hearing.passage_strike, name="passage-strike"),
    path("rounds/<int:round_id>/content/", hearing.content_plan, name="content-plan"),
    path("content/<int:content_id>/move/", hearing.content_move, name="content-move"),
    path("rounds/<int:round_id>/advisers/", hearing.adviser_add, name="adviser-add"),
    path("rounds/<int:round_id>/advisers/<int:person_id>/release/", hearing.adviser_release, name="adviser-release"),
    path("rounds/<int:round_id>/meetings/", hearing.meeting_plan, name="meeting-plan"),
    path("meetings/<int:meeting_id>/advice/", hearing.advice_take, name="advice-take"),
    path("advice/<int:advice_id>/answer/", hearing.advice_answer, name="advice-answer"),
    path("advice/<int:advice_id>/done/", hearing.advice_finish, name="advice-finish"),
]
