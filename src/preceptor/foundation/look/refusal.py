"""The one kind of refusal: what happened, why, and what to do next."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818  a refusal is an answer to a person, not an error of the program
    """A change or a page that cannot be given, told so that the reader knows what to do next.

    `code` is stable and for machines; `sentence` says what happened and why; `remedy` says what to do next;
    `facts` are plain values behind it (never secrets); `status` is the HTTP status.
    """

    status = 409

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        remedy: str,
        facts: Mapping[str, object] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(f"{sentence} {remedy}".strip())
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
        self.facts = dict(facts or {})
        self.status = status or self.status
