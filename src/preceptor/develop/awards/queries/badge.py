"""The badge: a small picture drawn here, with the signed credential baked in."""

import io

import segno

from preceptor.develop.awards.queries.site import certificate_address
from preceptor.develop.awards.rules.baking import bake_png

DARK, LIGHT = "#1a4480", "#ffffff"
SCALE = 12


def baked_badge(number: str, credential: str) -> bytes:
    """The code of the certificate's page as an image that carries the credential."""
    held = io.BytesIO()
    code = segno.make(certificate_address(number), error="q", mask=2)
    code.save(held, kind="png", scale=SCALE, border=3, dark=DARK, light=LIGHT)
    return bake_png(held.getvalue(), credential)
