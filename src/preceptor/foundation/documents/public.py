"""What other contexts may use of documents: files, texts in versions, signatures, sealed texts."""

from preceptor.foundation.documents.commands.circles import Rotation, make_circle, rotate_keys, shred_circle
from preceptor.foundation.documents.commands.receiving import FileUnfit, Received, receive
from preceptor.foundation.documents.commands.signing import TextChanged, sign
from preceptor.foundation.documents.commands.storing import keep, remove, store
from preceptor.foundation.documents.commands.texts import TextUnfit, publish_text
from preceptor.foundation.documents.queries.circles import Circle, CircleShredded, SealedUnreadable, circle_of
from preceptor.foundation.documents.queries.files import StoredFile, file_content, files_of, stored_files
from preceptor.foundation.documents.queries.given import GivenSignature, SignedText, signed_texts
from preceptor.foundation.documents.queries.policies import register_file_policy, register_signature_policy
from preceptor.foundation.documents.queries.signatures import (
    NOT_ASKED,
    Broken,
    Signature,
    Valid,
    checked_signatures,
    signature_state,
    signatures,
)
from preceptor.foundation.documents.queries.texts import TextVersion, UnknownText, current_text, text
from preceptor.foundation.documents.rules.fitness import UploadRule
from preceptor.foundation.documents.rules.sealing import Place

__all__ = [
    "NOT_ASKED",
    "Broken",
    "Circle",
    "CircleShredded",
    "FileUnfit",
    "GivenSignature",
    "Place",
    "Received",
    "Rotation",
    "SealedUnreadable",
    "Signature",
    "SignedText",
    "StoredFile",
    "TextChanged",
    "TextUnfit",
    "TextVersion",
    "UnknownText",
    "UploadRule",
    "Valid",
    "checked_signatures",
    "circle_of",
    "current_text",
    "file_content",
    "files_of",
    "keep",
    "make_circle",
    "publish_text",
    "receive",
    "register_file_policy",
    "register_signature_policy",
    "remove",
    "rotate_keys",
    "shred_circle",
    "sign",
    "signature_state",
    "signatures",
    "signed_texts",
    "store",
    "stored_files",
    "text",
]
