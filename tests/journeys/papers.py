"""Files as people hand them in, made by code."""

import io
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

LINE = b"BT /F1 14 Tf 72 720 Td (Elena Vargas, Principal of Maple Middle School) Tj ET"


def resume(folder: Path, pages: int = 1) -> Path:
    """A résumé with a line of text on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for _page in range(pages):
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(LINE)
        page[NameObject("/Contents")] = writer._add_object(stream)
    content = io.BytesIO()
    writer.write(content)
    return _written(folder / f"resume-{pages}.pdf", content.getvalue())


def renamed_executable(folder: Path) -> Path:
    """A program under the name of a document."""
    return _written(folder / "resume.pdf", b"MZ\x90\x00\x03" + bytes(2000))


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
