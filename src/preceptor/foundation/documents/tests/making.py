"""Small files made by code, good ones and hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BODY = b'<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>'


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    return _written(_writer(pages))


def _writer(pages: int = 1) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    return writer


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_script() -> bytes:
    """A PDF that runs a script when it is opened."""
    writer = _writer()
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello');")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    return _written(writer)


def pdf_with_action(action: str, *, at_page: bool = False) -> bytes:
    """A PDF whose opening, or whose page, starts an action."""
    writer = _writer()
    parts = {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("calc.exe")}
    place = writer.pages[0] if at_page else writer.root_object
    key = "/AA" if at_page else "/OpenAction"
    value = DictionaryObject({NameObject("/O"): DictionaryObject(parts)}) if at_page else DictionaryObject(parts)
    place[NameObject(key)] = value
    return _written(writer)


def pdf_with_attachment() -> bytes:
    """A PDF that carries another file."""
    writer = _writer()
    writer.add_attachment("invoice.exe", b"MZ")
    return _written(writer)


def pdf_with_password() -> bytes:
    """A PDF that asks for a password."""
    writer = _writer()
    writer.encrypt("secret")
    return _written(writer)


def pdf_with_hidden_name() -> bytes:
    """A PDF whose script is named with escaped letters, in an object that compression hides from a search for words."""
    writer = _writer()
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.root_object[NameObject("/OpenAction")] = action
    return _written(writer).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/#4aS ")


def pdf_with_link() -> bytes:
    """A PDF with a link to a web page and an opening view, as every word processor writes them."""
    writer = _writer()
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/A"): DictionaryObject(
                {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://example.org")}
            ),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    writer.root_object[NameObject("/OpenAction")] = ArrayObject(
        [writer.pages[0].indirect_reference, NameObject("/XYZ"), *[NumberObject(0)] * 3]
    )
    return _written(writer)


def pdf_with_lying_count() -> bytes:
    """A PDF of three pages that says it has one."""
    return pdf(3).replace(b"/Count 3", b"/Count 1")


def word(**parts: bytes) -> bytes:
    """A small Word document; more parts by name, where '__' stands for '/' and '_dot_' for '.'."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": BODY} | named)


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A Word document of some kilobytes that unpacks to eighty million zeros."""
    return word(word__media__image1_dot_bmp=b"\0" * 80_000_000)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    """A small picture with a place in its metadata."""
    out = BytesIO()
    image = Image.new("RGB", size, (200, 30, 30))
    exif = image.getexif()
    exif[0x010E] = "taken at home"
    image.save(out, kind, exif=exif)
    return out.getvalue()


def picture_bomb() -> bytes:
    """A picture of some bytes that claims ten thousand million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack("!IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
