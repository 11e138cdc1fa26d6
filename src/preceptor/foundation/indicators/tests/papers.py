"""A page that stands for a document."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter


def pdf(name: str) -> SimpleUploadedFile:
    """An upload of one empty page."""
    held = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=612, height=792)
    writer.write(held)
    return SimpleUploadedFile(name, held.getvalue(), content_type="application/pdf")
