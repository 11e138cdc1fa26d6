"""How a person comes in: rules, documents, questions, texts to sign, endorsement, review and decision."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from preceptor.languages.parts import Count, Figure, Name, Part, Text

from .parts import Condition, DateName, RoleName, TextName


class EligibilityRule(Part):
    """One rule of admission, judged on facts with their source and date, or by people."""

    says: Text = Field(description="The rule in a sentence for the applicant.")
    condition: Condition | None = Field(default=None, description="The CEL condition, when records decide.")
    judged_by: Literal["records", "reviewers", "endorser", "office"] = Field(
        default="records", description="Who decides: the `records`, the `reviewers`, the `endorser` or the `office`."
    )
    adverse: bool = Field(
        default=False, description="Rests on an adverse fact: shown to the applicant alone, others see met or not met."
    )
    waivable: bool = Field(default=False, description="Whether it can be waived with a reason and a second signature.")
    criterion: Name | None = Field(default=None, description="The review criterion that stands for it.")


class Document(Part):
    """A file that the applicant uploads."""

    title: Text = Field(description="What the document is.")
    says: Text | None = Field(default=None, description="What it should show.")
    kinds: tuple[Literal["pdf", "docx", "odt", "png", "jpg"], ...] = Field(
        default=("pdf",), min_length=1, description="Kinds of file taken."
    )
    max_pages: Count | None = Field(default=None, description="The most pages; absent when there is no limit.")
    max_bytes: Count = Field(default=5_000_000, description="The largest file, in bytes.")
    required: bool = Field(default=True, description="Whether an application without it is incomplete.")


class Question(Part):
    """A question that the applicant, the endorser or a participant answers."""

    asks: Text = Field(description="The question.")
    kind: Literal["short_answer", "choice", "number", "yes_no", "date"] = Field(
        default="short_answer", description="How it is answered."
    )
    hint: Text | None = Field(default=None, description="A line of help under the question.")
    choices: dict[Name, Text] = Field(default_factory=dict, description="The choices, by name (with `choice`).")
    at_least: Figure | None = Field(default=None, description="The smallest number taken (with `number`).")
    at_most: Figure | None = Field(default=None, description="The largest number taken (with `number`).")
    max_words: Count | None = Field(default=None, description="The most words (with `short_answer`).")
    max_chars: Count | None = Field(default=None, description="The most characters (with `short_answer`).")
    required: bool = Field(default=True, description="Whether an answer is needed.")


class SignedText(Part):
    """A text in versions that people sign; when it changes, they are asked again."""

    title: Text = Field(description="Its title.")
    version: Text = Field(description="Its version; change it whenever the body changes.")
    body: Text = Field(description="The text itself, in English.")
    body_es: Text | None = Field(
        default=None,
        description="The text in Spanish, where there is one: whoever reads the pages in Spanish signs this wording.",
    )
    signed_by: tuple[RoleName, ...] = Field(min_length=1, description="The roles that sign it.")
    sign_when: Literal["with_application", "before_first_activity", "at_start"] = Field(
        description="When it has to be signed."
    )
    signed_again_after_months: Count | None = Field(
        default=None, description="After so many months it is signed again; absent when one signature lasts."
    )


class Endorsement(Part):
    """A word from someone with authority over the applicant, given by a link and signed once."""

    title: Text = Field(description="What it is called.")
    by: Literal["supervisor_of_record", "employer", "named_by_applicant"] = Field(
        description="Who gives it; `supervisor_of_record` comes from the reporting line, never from the applicant."
    )
    statements: dict[Name, Text] = Field(min_length=1, description="What the endorser certifies, by name.")
    fields: dict[Name, Question] = Field(default_factory=dict, description="What the endorser fills in, by name.")
    due: DateName = Field(description="The date by which it is due.")
    may_decline: bool = Field(default=True, description="Whether the endorser may say no.")
    replaceable: bool = Field(default=True, description="Whether the office may ask another supervisor of record.")
    reminders_days_before: tuple[Count, ...] = Field(default=(7, 2), description="Reminders, in days before it is due.")
    required: bool = Field(default=True, description="Whether an application without it is incomplete.")


class Criterion(Part):
    """One thing that reviewers score."""

    title: Text = Field(description="What is scored.")
    says: Text = Field(description="What to look for.")
    lowest: Count = Field(default=1, description="The lowest score.")
    highest: Count = Field(default=4, description="The highest score.")
    weight: Count = Field(default=1, description="How much it counts.")


class Review(Part):
    """How applications are read."""

    reviewers_per_application: Count = Field(default=2, description="How many people score each application.")
    blind: bool = Field(default=True, description="Whether reviewers score without seeing each other's scores.")
    criteria: dict[Name, Criterion] = Field(min_length=1, description="What is scored, by name.")


class Outcome(Part):
    """One possible decision; a program may have more than yes and no."""

    title: Text = Field(description="What it is called.")
    effect: Literal["admit", "wait", "refuse", "pass", "extend", "fail", "return"] = Field(
        description="What the engine does: `admit`, `wait` (waitlist), `refuse`; at the end of a program `pass`, "
        "`extend` (another year), `fail`, `return` (to be mended and handed in again)."
    )
    says: Text = Field(description="The sentence of the letter.")
    reason_given: bool = Field(default=False, description="Whether the letter gives the reason.")


class Appeal(Part):
    """How a decision is contested."""

    within_days: Count = Field(description="Days after the letter.")
    to: Text = Field(description="The office that hears it.")


class Decisions(Part):
    """When and how people hear."""

    notify: DateName = Field(description="The date by which everybody has heard.")
    outcomes: dict[Name, Outcome] = Field(min_length=2, description="The possible decisions, by name; two or more.")
    all_at_once: bool = Field(default=True, description="Whether all letters go out together.")
    appeal: Appeal | None = Field(default=None, description="How to contest it; absent when there is no appeal.")


class Admission(Part):
    """The way into one role."""

    opens: DateName = Field(description="The date on which applications open.")
    closes: DateName = Field(description="The last moment at which an application is taken.")
    incomplete_considered: bool = Field(default=False, description="Whether an incomplete application is considered.")
    late_considered: bool = Field(default=False, description="Whether a late application is considered.")
    rules: dict[Name, EligibilityRule] = Field(default_factory=dict, description="Rules of eligibility, by name.")
    documents: dict[Name, Document] = Field(default_factory=dict, description="Uploads, by name.")
    questions: dict[Name, Question] = Field(default_factory=dict, description="Questions, by name.")
    texts: tuple[TextName, ...] = Field(default=(), description="Texts signed with the application.")
    endorsements: dict[Name, Endorsement] = Field(default_factory=dict, description="Endorsements, by name.")
    review: Review | None = Field(default=None, description="How it is read; absent when meeting the rules is enough.")
    decisions: Decisions | None = Field(default=None, description="How it is decided; absent when rules admit alone.")
