"""Forms with the components of the look."""

from django import forms


class Sample(forms.Form):
    """Some fields."""

    name = forms.CharField(label="Name", help_text="As on the sign.", widget=forms.TextInput(attrs={"class": "wide"}))
    mode = forms.ChoiceField(label="How", choices=[("x", "In person"), ("y", "By video")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Days", choices=[("m", "Monday")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Read")


def test_an_input_carries_its_component_and_its_own_class():
    assert 'class="wide usa-input"' in str(Sample())


def test_radio_buttons_are_one_question_with_a_legend_and_each_has_one_label():
    html = str(Sample())
    assert html.count("In person") == 1
    assert 'class="usa-radio__input"' in html
    assert "<legend" in html


def test_tick_boxes_are_tick_boxes():
    assert str(Sample()).count('type="checkbox"') == 2


def test_an_optional_field_says_so():
    assert str(Sample()).count("(optional)") == 1


def test_a_mistake_is_told_at_the_field_and_in_the_summary_with_a_link():
    html = str(Sample({"name": ""}))
    assert 'href="#id_name"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_the_links_of_the_summary_lead_to_something():
    html = str(Sample({}))
    assert all(f'id="{target}"' in html for target in ("id_name", "id_mode", "id_agreed"))


def test_a_good_form_has_no_summary():
    assert "error-summary" not in str(Sample({"name": "Maple", "mode": "x", "agreed": "on"}))


def test_what_is_missing_is_told_with_what_to_do():
    html = str(Sample({}))
    assert "This is left empty. Fill it in." in html
    assert "Nothing is chosen here. Choose an answer." in html
    assert "The box is not ticked. Tick it to go on." in html
    assert "is required" not in html
