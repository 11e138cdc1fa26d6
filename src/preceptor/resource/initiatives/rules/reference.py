"""The reference page of the language of initiatives, written from its models."""

from preceptor.languages.reference import tables
from preceptor.resource.initiatives.rules.files import Plan

_HEAD = """# Initiatives

*This page is written by `preceptor write-reference` from the language itself; a test keeps it current. Change the
models in `src/preceptor/resource/initiatives/rules/files.py`, then write it again.*

An initiative is one TOML file, like those in `initiatives/`. Days are calendar days; a milestone without an end is a
single day. With a lag of nothing a milestone may begin on the day on which the one before it ends. Every fault is told
at once, with its line and how to mend it: `preceptor load-initiatives FILE...`, or on the page *Load an initiative*.
Loading the same file again changes nothing; a newer one keeps the dates that people changed and all that happened.
"""


def initiatives_page() -> str:
    """Write the whole page in Markdown."""
    return "\n".join([_HEAD, *tables(Plan)]).rstrip() + "\n"
