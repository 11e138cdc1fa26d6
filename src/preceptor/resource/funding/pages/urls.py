"""Addresses of funding."""

from django.urls import path

from preceptor.resource.funding.pages import budgets, scenarios

app_name = "funding"

urlpatterns = [
    path("", scenarios.scenario_list, name="scenario-list"),
    path("new/", scenarios.scenario_new, name="scenario-new"),
    path("scenarios/<int:scenario_id>/", scenarios.scenario_detail, name="scenario-detail"),
    path("scenarios/<int:scenario_id>/copy/", scenarios.scenario_copy, name="scenario-copy"),
    path("scenarios/<int:scenario_id>/compare/<int:other_id>/", scenarios.scenario_compare, name="scenario-compare"),
    path("scenarios/<int:scenario_id>/fairness/", scenarios.scenario_fairness, name="scenario-fairness"),
    path("scenarios/<int:scenario_id>/inputs/", scenarios.scenario_inputs, name="scenario-inputs"),
    path("scenarios/<int:scenario_id>/publish/", scenarios.scenario_publish, name="scenario-publish"),
    path("scenarios/<int:scenario_id>/discard/", scenarios.scenario_discard, name="scenario-discard"),
    path("scenarios/<int:scenario_id>/positions/<slug:key>/", scenarios.position_list, name="position-list"),
    path("scenarios/<int:scenario_id>/nurses/<slug:key>/", scenarios.nurse_list, name="nurse-list"),
    path("windows/", scenarios.window_edit, name="window-edit"),
    path("my-school/", budgets.my_school, name="my-school"),
    path("schools/<int:unit_id>/", budgets.school_money, name="school-money"),
    path("schools/<int:unit_id>/budget/", budgets.budget_detail, name="budget-detail"),
    path("schools/<int:unit_id>/budget/submit/", budgets.budget_submit, name="budget-submit"),
    path("schools/<int:unit_id>/budget/approve/", budgets.budget_approve, name="budget-approve"),
    path("schools/<int:unit_id>/budget/return/", budgets.budget_return, name="budget-return"),
    path("budgets/", budgets.budget_list, name="budget-list"),
]
