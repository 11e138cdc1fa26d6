"""What other contexts may use of the look: the refusal."""

from preceptor.foundation.look.refusal import Refusal

__all__ = ["Refusal"]
