"""Addresses of stipends."""

from django.urls import path

from preceptor.develop.stipends.pages import views

app_name = "stipends"

urlpatterns = [
    path("", views.my_pay, name="my-pay"),
    path("office/", views.pay_home, name="pay-home"),
    path("cycles/<int:cycle_id>/", views.pay_board, name="pay-board"),
    path("cycles/<int:cycle_id>/formula/", views.formula_choose, name="formula-choose"),
    path("cycles/<int:cycle_id>/work-out/", views.run_start, name="run-start"),
    path("runs/<int:run_id>/", views.run_detail, name="run-detail"),
    path("runs/<int:run_id>/approve/", views.run_approve, name="run-approve"),
    path("runs/<int:run_id>/discard/", views.run_discard, name="run-discard"),
    path("runs/<int:run_id>/payroll/", views.run_export, name="run-export"),
    path("runs/<int:run_id>/file/", views.run_file, name="run-file"),
    path("lines/<int:line_id>/correct/", views.line_correct, name="line-correct"),
    path("lines/<int:line_id>/release/", views.line_release, name="line-release"),
]
