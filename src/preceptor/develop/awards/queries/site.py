"""Addresses that leave the site: of certificates, of status lists, of the issuer."""

from django.conf import settings
from django.urls import reverse

from preceptor.develop.awards.models import IssuerKey
from preceptor.develop.awards.rules.encoding import from_multikey
from preceptor.develop.awards.rules.keys import did_document, did_web
from preceptor.develop.awards.rules.reading import Document


def issuer_did() -> str:
    """The issuer's identifier: did:web of this site."""
    return did_web(settings.SITE_URL)


def issuer_document(did: str | None = None) -> Document:
    """The issuer's document with every key that ever signed, the newest first."""
    publics = IssuerKey.objects.order_by("-in_use", "-made_at").values_list("public", flat=True)
    return did_document(did or issuer_did(), [from_multikey(public) for public in publics])


def certificate_address(number: str) -> str:
    """The public address of a certificate, which is its identifier too."""
    return settings.SITE_URL + reverse("awards:certificate-public", args=[number])


def list_address(list_id: int) -> str:
    """The public address of a status list."""
    return settings.SITE_URL + reverse("awards:status-list", args=[list_id])


def achievement_address(program_key: str, award: str) -> str:
    """The identifier of what is certified."""
    return f"{settings.SITE_URL}/awards/achievements/{program_key}/{award}"
