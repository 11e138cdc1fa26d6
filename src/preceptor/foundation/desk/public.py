"""What other contexts may use of the desk."""

from preceptor.foundation.desk.queries import Hit, register_desk, register_search, waits
from preceptor.foundation.desk.rules import DeskItem

__all__ = ["DeskItem", "Hit", "register_desk", "register_search", "waits"]
