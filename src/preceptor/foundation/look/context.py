"""What every page needs around its content, worked out only when the template asks."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property

from preceptor.foundation.look.keys import single_keys_on
from preceptor.foundation.look.navigation import NavItem, navigation


class Frame:
    """The page around the page: district, navigation, the reader's name, and whether single keys work."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def district(self) -> str:
        """The district's name."""
        return str(settings.DISTRICT_NAME)

    @cached_property
    def signed_in(self) -> bool:
        """Whether somebody is signed in; a request that failed early has no user at all."""
        user = getattr(self._request, "user", None)
        return bool(user is not None and user.is_authenticated)

    @cached_property
    def navigation(self) -> tuple[NavItem, ...]:
        """Entries of the side navigation; none for a reader who is not signed in."""
        return navigation(self._request) if self.signed_in else ()

    @cached_property
    def folded_navigation(self) -> tuple[NavItem, ...]:
        """The entries beyond the first seven."""
        return tuple(item for item in self.navigation if item.folded)

    @cached_property
    def current_is_folded(self) -> bool:
        """Whether the reader is at one of those."""
        return any(item.current for item in self.folded_navigation)

    @cached_property
    def reader(self) -> str:
        """The name of the one who is signed in."""
        user = self._request.user
        return str(user.get_full_name() if hasattr(user, "get_full_name") else user) or str(user)

    @cached_property
    def single_keys(self) -> bool:
        """Whether single keys such as `/` act on pages."""
        return single_keys_on(self._request)

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration with invented people."""
        return bool(settings.DEMO)


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `frame` on every page."""
    return {"frame": Frame(request)}
