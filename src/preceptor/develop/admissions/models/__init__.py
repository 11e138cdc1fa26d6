"""Tables of admissions: applications, what was judged about them, endorsements, reviews and decisions."""

from preceptor.develop.admissions.models.applications import Application, ApplicationDocument, Submission, TextSigned
from preceptor.develop.admissions.models.decisions import Decision, LetterRun
from preceptor.develop.admissions.models.eligibility import Contest, RuleCheck, Waiver
from preceptor.develop.admissions.models.endorsements import Endorsement
from preceptor.develop.admissions.models.reviews import ReviewAssignment, Score

__all__ = [
    "Application",
    "ApplicationDocument",
    "Contest",
    "Decision",
    "Endorsement",
    "LetterRun",
    "ReviewAssignment",
    "RuleCheck",
    "Score",
    "Submission",
    "TextSigned",
    "Waiver",
]
