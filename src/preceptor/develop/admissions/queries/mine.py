"""The applicant's own pages: the list, the state of one application, the form, the check before submitting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Application, ApplicationDocument, Endorsement
from preceptor.develop.admissions.queries.asked import questions_of, text_code, way_into, window_of
from preceptor.develop.admissions.queries.eligibility import Eligibility
from preceptor.develop.admissions.queries.own import (
    applications_of,
    considered,
    current_endorsement,
    lacks_of,
    mark_of,
    own_application,
    rules_of,
)
from preceptor.develop.admissions.queries.told import ToldMark, mark_of_application, told_marks
from preceptor.develop.admissions.queries.words import (
    consideration_sentence,
    fault_sentence,
    overall_sentence,
    time_left,
    to_the_second,
)
from preceptor.develop.admissions.rules.completeness import Consideration, Lack, may_be_submitted
from preceptor.develop.admissions.rules.deadlines import Window, seconds_left, window
from preceptor.develop.programs.public import Admission, CycleBrief, Question, cycle, cycles
from preceptor.foundation.district.public import PersonBrief, supervisor_of, today
from preceptor.foundation.documents.public import TextVersion, UnknownText, current_text


@dataclass(frozen=True)
class ApplicationLine:
    """One of the reader's applications."""

    id: int
    title: str
    cycle_name: str
    role_title: str
    mark: ToldMark
    closes: datetime
    left: str


@dataclass(frozen=True)
class ApplicationListPage:
    """The reader's applications, the newest first."""

    applications: tuple[ApplicationLine, ...]


@dataclass(frozen=True)
class Step:
    """One part of an application: done or not, what is wrong, and how many minutes it takes."""

    kind: str
    name: str
    title: str
    done: bool
    told: str = ""
    minutes: int = 0
    detail: str = ""
    file_id: int | None = None


@dataclass(frozen=True)
class EndorsementStep:
    """The endorsement as the applicant sees it."""

    name: str
    title: str
    by: str
    state: str
    state_word: str
    person: str
    asked_at: datetime | None
    answered_at: datetime | None
    due: str
    reason: str


@dataclass(frozen=True)
class ApplicationDetailPage:
    """One application: what is done, what is missing, and what follows."""

    id: int
    cycle_id: int
    role: str
    title: str
    cycle_name: str
    role_title: str
    state: str
    state_word: str
    checked: str
    window: Window
    closes: str
    left: str
    steps: tuple[Step, ...]
    endorsements: tuple[EndorsementStep, ...]
    minutes: int
    ready: bool
    blocking: int
    eligibility: Eligibility
    overall_sentence: str
    judged_at: datetime | None
    consideration: Consideration
    consideration_sentence: str
    submitted_at: datetime | None
    contact: str

    @property
    def editable(self) -> bool:
        """Whether answers can be changed now."""
        return self.state in {"draft", "reopened"} and self.window == "open"

    @property
    def contest_open(self) -> bool:
        """Whether facts can be contested now."""
        return self.window == "open" and self.state != "withdrawn"


@dataclass(frozen=True)
class ApplicationEditPage:
    """The form: questions with what is saved, and the version that the form was drawn from."""

    id: int
    title: str
    role_title: str
    state: str
    questions: Mapping[str, Question]
    answers: Mapping[str, str]
    version: int
    closes: str
    left: str
    editable: bool


@dataclass(frozen=True)
class Answered:
    """A question with its answer, for checking."""

    name: str
    asks: str
    answer: str
    told: str


@dataclass(frozen=True)
class ApplicationCheckPage:
    """Everything as it will be submitted, on one page."""

    detail: ApplicationDetailPage
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class TextSignPage:
    """A text to read and sign."""

    application_id: int
    name: str
    text: TextVersion
    signed_at: datetime | None
    signed_now: bool
    applicant: str


def application_list_page(person_id: int | None, now: datetime) -> ApplicationListPage:
    """Every application of the reader."""
    rows = list(applications_of(person_id).order_by("-started_at", "-pk"))
    known = cycles(row.cycle_id for row in rows)
    told = told_marks(rows)
    return ApplicationListPage(
        tuple(_line(row, known[row.cycle_id], told, now) for row in rows if row.cycle_id in known)
    )


def _line(row: Application, found: CycleBrief, told: Mapping[int, ToldMark], now: datetime) -> ApplicationLine:
    """One application for the list."""
    _opens, closes = window_of(found, way_into(found, row.role))
    return ApplicationLine(
        id=row.pk,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[row.role].title,
        mark=mark_of_application(row, told),
        closes=closes,
        left=time_left(seconds_left(now, closes)),
    )


def application_detail_page(application_id: int, person_id: int | None, now: datetime) -> ApplicationDetailPage:
    """One of the reader's applications; anyone else's is not found."""
    row = own_application(application_id, person_id)
    return _detail(row, cycle(row.cycle_id), now)


def _detail(row: Application, found: CycleBrief, now: datetime) -> ApplicationDetailPage:
    """An application as its owner sees it."""
    way = way_into(found, row.role)
    opens, closes = window_of(found, way)
    missing = lacks_of(row, found)
    stands = rules_of(row, way)
    considering = considered(row, found, now)
    return ApplicationDetailPage(
        id=row.pk,
        cycle_id=found.id,
        role=row.role,
        title=found.title,
        cycle_name=found.name,
        role_title=found.definition.roles[row.role].title,
        state=row.state,
        state_word=str(row.get_state_display()),
        checked=mark_of(row),
        window=window(now, opens, closes),
        closes=to_the_second(closes),
        left=time_left(seconds_left(now, closes)),
        steps=_steps(row, found, way, missing),
        endorsements=_endorsements(row, found, way, now),
        minutes=sum(lack.minutes for lack in missing),
        ready=may_be_submitted(missing),
        blocking=sum(lack.blocks for lack in missing),
        eligibility=stands,
        overall_sentence=overall_sentence(stands.overall),
        judged_at=max((check.judged_at for check in row.checks.all()), default=None),
        consideration=considering,
        consideration_sentence=consideration_sentence(considering),
        submitted_at=row.submitted_at,
        contact=found.definition.contact.email or found.definition.contact.office,
    )


def _steps(row: Application, found: CycleBrief, way: Admission, missing: list[Lack]) -> tuple[Step, ...]:
    """The parts of the form in order, each done or with what is missing."""
    lacking: dict[tuple[str, str], Lack] = {(lack.kind, lack.name): lack for lack in missing}
    files = {document.requirement: document for document in row.documents.all()}
    signed = {text.text: text.signed_at for text in row.texts.all()}
    questions = [
        _step("question", name, question.asks, lacking)
        for name, question in questions_of(found.definition, row.role).items()
    ]
    papers = [_paper(name, document.title, files.get(name), lacking) for name, document in way.documents.items()]
    texts = [
        _step("text", name, found.definition.texts[name].title, lacking, again=name in signed) for name in way.texts
    ]
    return (*questions, *papers, *texts)


def _step(kind: str, name: str, title: str, lacking: Mapping[tuple[str, str], Lack], *, again: bool = False) -> Step:
    """One part with its state."""
    lack = lacking.get((kind, name))
    if lack is None:
        return Step(kind, name, title, done=True)
    told = _("The wording has changed: please read and sign it again.") if again else ""
    return Step(kind, name, title, False, fault_sentence(lack.fault) if lack.fault else told, lack.minutes)


def _paper(name: str, title: str, file: ApplicationDocument | None, lacking: Mapping[tuple[str, str], Lack]) -> Step:
    """A document with the file that is there; an optional one that is missing is not done and takes no minutes."""
    if file is not None:
        return Step("document", name, title, done=True, detail=file.name, file_id=file.file_id)
    lack = lacking.get(("document", name))
    return Step("document", name, title, done=False, minutes=lack.minutes if lack else 0)


def _endorsements(row: Application, found: CycleBrief, way: Admission, now: datetime) -> tuple[EndorsementStep, ...]:
    """Each endorsement with the person who is or will be asked."""
    of_record = None
    if any(current_endorsement(row, name) is None for name in way.endorsements):
        of_record = supervisor_of(row.person_id, today(now))
    return tuple(_endorsement(row, found, way, name, of_record) for name in way.endorsements)


def _endorsement(
    row: Application, found: CycleBrief, way: Admission, name: str, of_record: PersonBrief | None
) -> EndorsementStep:
    """One endorsement as the applicant sees it."""
    asked = current_endorsement(row, name)
    wanted = way.endorsements[name]
    return EndorsementStep(
        name=name,
        title=wanted.title,
        by=wanted.by,
        state=asked.state if asked else "not_asked",
        state_word=str(asked.get_state_display()) if asked else _("Not asked yet"),
        person=asked.endorser_name if asked else (of_record.name if of_record else ""),
        asked_at=asked.asked_at if asked else None,
        answered_at=asked.answered_at if asked else None,
        due=to_the_second(found.dates[wanted.due]),
        reason=asked.reason if asked and asked.state == Endorsement.State.DECLINED else "",
    )


def application_edit_page(application_id: int, person_id: int | None, now: datetime) -> ApplicationEditPage:
    """The form with what is saved."""
    row = own_application(application_id, person_id)
    found = cycle(row.cycle_id)
    opens, closes = window_of(found, way_into(found, row.role))
    return ApplicationEditPage(
        id=row.pk,
        title=found.title,
        role_title=found.definition.roles[row.role].title,
        state=row.state,
        questions=questions_of(found.definition, row.role),
        answers=row.answers,
        version=row.version,
        closes=to_the_second(closes),
        left=time_left(seconds_left(now, closes)),
        editable=row.state in {"draft", "reopened"} and window(now, opens, closes) == "open",
    )


def application_check_page(application_id: int, person_id: int | None, now: datetime) -> ApplicationCheckPage:
    """Everything as it would be submitted now."""
    row = own_application(application_id, person_id)
    found = cycle(row.cycle_id)
    detail = _detail(row, found, now)
    told = {step.name: step.told for step in detail.steps if step.kind == "question"}
    questions = questions_of(found.definition, row.role)
    answers = tuple(
        Answered(name, question.asks, answer_words(question, row.answers.get(name, "")), told.get(name, ""))
        for name, question in questions.items()
    )
    return ApplicationCheckPage(detail, answers)


def answer_words(question: Question, answer: str) -> str:
    """An answer as a person reads it."""
    if question.kind == "choice":
        return question.choices.get(answer, answer)
    if question.kind == "yes_no":
        return {"yes": _("Yes"), "no": _("No")}.get(answer, answer)
    return answer


def text_sign_page(application_id: int, text: str, person: PersonBrief) -> TextSignPage:
    """A text of the application in its present wording."""
    row = own_application(application_id, person.id)
    found = cycle(row.cycle_id)
    if text not in way_into(found, row.role).texts:
        raise UnknownText(
            "unknown-text",
            _("This application asks for no such text."),
            remedy=_("Open your application and choose the text there."),
        )
    version = current_text(text_code(found, text))
    signed = next((signed for signed in row.texts.all() if signed.text == text), None)
    return TextSignPage(
        application_id=row.pk,
        name=text,
        text=version,
        signed_at=signed.signed_at if signed else None,
        signed_now=signed is not None and signed.text_sha256 == version.sha256,
        applicant=person.name,
    )
