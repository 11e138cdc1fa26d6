"""Tables of the audit trail."""

from preceptor.foundation.audit.models.trail import Entry, Head

__all__ = ["Entry", "Head"]
