"""What other contexts may use of documents: files, texts in versions, signatures."""

from preceptor.foundation.documents.commands.receiving import FileUnfit, Received, receive
from preceptor.foundation.documents.commands.signing import TextChanged, sign
from preceptor.foundation.documents.commands.storing import keep, remove, store
from preceptor.foundation.documents.commands.texts import TextUnfit, publish_text
from preceptor.foundation.documents.queries.files import StoredFile, stored_files
from preceptor.foundation.documents.queries.policies import register_file_policy, register_signature_policy
from preceptor.foundation.documents.queries.signatures import Broken, Signature, Valid, signature_state, signatures
from preceptor.foundation.documents.queries.texts import TextVersion, UnknownText, current_text, text
from preceptor.foundation.documents.rules.fitness import UploadRule

__all__ = [
    "Broken",
    "FileUnfit",
    "Received",
    "Signature",
    "StoredFile",
    "TextChanged",
    "TextUnfit",
    "TextVersion",
    "UnknownText",
    "UploadRule",
    "Valid",
    "current_text",
    "keep",
    "publish_text",
    "receive",
    "register_file_policy",
    "register_signature_policy",
    "remove",
    "sign",
    "signature_state",
    "signatures",
    "store",
    "stored_files",
    "text",
]
