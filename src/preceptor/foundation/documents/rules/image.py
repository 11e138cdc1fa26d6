"""Checks of a picture, and a fresh copy of it: what is stored is what was seen, without hidden data or places."""

import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from preceptor.foundation.documents.rules.fitness import Unfit

MOST_PIXELS = 40_000_000
_FORMATS = {"png": "PNG", "jpeg": "JPEG"}


def fresh_copy(path: Path, kind: str) -> bytes:
    """The picture drawn anew, upright and without metadata; Unfit names what is wrong."""
    try:
        with warnings.catch_warnings(), Image.open(path, formats=[_FORMATS[kind]]) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            if picture.width * picture.height > MOST_PIXELS:
                raise Unfit("too-many-pixels", limit=MOST_PIXELS // 1_000_000)
            picture.load()
            return _drawn(ImageOps.exif_transpose(picture), kind)
    except Unfit:
        raise
    except Image.DecompressionBombError as fault:
        raise Unfit("too-many-pixels", limit=MOST_PIXELS // 1_000_000) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, IndexError, TypeError, EOFError) as fault:
        raise Unfit("damaged") from fault


def _drawn(picture: Image.Image, kind: str) -> bytes:
    """The pixels alone, written anew."""
    transparent = kind == "png" and ("A" in picture.getbands() or "transparency" in picture.info)
    pixels = picture.convert("RGBA" if transparent else "RGB")
    pixels.info.clear()
    out = BytesIO()
    pixels.save(out, _FORMATS[kind], **({"quality": 90} if kind == "jpeg" else {"optimize": False}))
    return out.getvalue()
