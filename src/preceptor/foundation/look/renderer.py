"""Django forms drawn with the USWDS components."""

from django.forms.renderers import TemplatesSetting


class UswdsRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.field.as_field_group }}` give USWDS markup."""

    form_template_name = "look/forms/form.html"
    field_template_name = "look/forms/field.html"
    formset_template_name = "look/forms/formset.html"
