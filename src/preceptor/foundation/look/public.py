"""What other contexts may use of the look."""

from preceptor.foundation.look.keys import remember_single_keys
from preceptor.foundation.look.navigation import NavItem, register_navigation
from preceptor.foundation.look.refusal import Refusal

__all__ = ["NavItem", "Refusal", "register_navigation", "remember_single_keys"]
