"""Reading what was said: themes named, passages coded by people, names struck out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from preceptor.develop.surveys.models import Coding, Passage, Reading, Theme
from preceptor.develop.surveys.queries.refusals import SurveyRefused, unknown
from preceptor.develop.surveys.queries.scope import own_round
from preceptor.foundation.audit.public import Actor, record

STRUCK = "[…]"


@transaction.atomic
def add_theme(*, round_id: int, name: str, says: str, by: Actor, now: datetime) -> int:
    """Name a theme; the same name again gives the theme that is there."""
    own_round(round_id, by, now)
    if not name.strip():
        raise SurveyRefused("theme-name", _("The theme has no name."), remedy=_("Give it a short name."))
    theme, new = Theme.objects.get_or_create(round_id=round_id, name=name.strip()[:80], defaults={"says": says.strip()})
    if new:
        record(by=by, action="surveys.theme", about=f"surveys.theme:{theme.pk}", facts={}, now=now)
    return theme.pk


@transaction.atomic
def code_passage(*, passage_id: str, theme_ids: Collection[int], by: Actor, now: datetime) -> int:
    """Say which themes a passage speaks of, as one's own reading that replaces the one before. Gives the round."""
    passage = own_passage(passage_id, by, now)
    known = set(Theme.objects.filter(round_id=passage.round_id, pk__in=theme_ids).values_list("pk", flat=True))
    if known != set(theme_ids):
        raise unknown()
    Reading.objects.get_or_create(passage=passage, coder_id=by.id or 0)
    passage.codings.filter(coder_id=by.id).exclude(theme_id__in=known).delete()
    Coding.objects.bulk_create(
        [Coding(passage=passage, theme_id=each, coder_id=by.id or 0) for each in sorted(known)], ignore_conflicts=True
    )
    record(by=by, action="surveys.code", about=f"surveys.passage:{passage.pk}", facts={"themes": len(known)}, now=now)
    return passage.round_id


@transaction.atomic
def strike(*, passage_id: str, words: str, by: Actor, now: datetime) -> int:
    """Strike words out of a passage that would tell who speaks or of whom, for good. Gives the round."""
    passage = own_passage(passage_id, by, now)
    if not words.strip() or words.strip() not in passage.text:
        raise SurveyRefused(
            "words-not-there",
            _("These words are not in the passage."),
            remedy=_("Copy them exactly as they stand there."),
        )
    passage.text = passage.text.replace(words.strip(), STRUCK)
    passage.save(update_fields=["text"])
    record(by=by, action="surveys.strike", about=f"surveys.passage:{passage.pk}", facts={}, now=now)
    return passage.round_id


def own_passage(passage_id: str, by: Actor, now: datetime) -> Passage:
    """A passage, locked, for who runs its round."""
    passage = Passage.objects.select_for_update().filter(pk=passage_id).first()
    if passage is None:
        raise unknown()
    own_round(passage.round_id, by, now)
    return passage
