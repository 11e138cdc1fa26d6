"""What other contexts may use of handbooks."""

from preceptor.develop.handbooks.commands import publish_handbook, shipped
from preceptor.develop.handbooks.queries import PartLink, glossary_words, parts_for_program

__all__ = ["PartLink", "glossary_words", "parts_for_program", "publish_handbook", "shipped"]
