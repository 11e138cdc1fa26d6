"""What other contexts may use of accounts."""

from preceptor.foundation.accounts.commands.accounts import (
    close_account,
    end_sessions,
    offer_persona,
    open_accounts,
    remove_second_factor,
    reopen_account,
    reseal_second_factors,
)
from preceptor.foundation.accounts.commands.invited import PasswordUnfit, check_password, open_invited_account
from preceptor.foundation.accounts.commands.links import make_link, revoke_links, use_link
from preceptor.foundation.accounts.queries.accounts import AccountBrief, role_names, users_of
from preceptor.foundation.accounts.queries.asker import (
    Page,
    actor_of,
    has_authenticator,
    open_to_all,
    person_id_of,
    recently_signed_in,
    second_factor_missing,
    session_has_second_factor,
)
from preceptor.foundation.accounts.queries.grants import (
    grants_of,
    holds,
    people_who_may,
    policy,
    remembering,
    role_codes,
)
from preceptor.foundation.accounts.queries.links import Link, LinkClosed, open_link, register_link_page
from preceptor.foundation.accounts.queries.outside import (
    from_outside,
    is_closed,
    leads_nowhere,
    nav_gate,
    register_leading,
)

__all__ = [
    "AccountBrief",
    "Link",
    "LinkClosed",
    "Page",
    "PasswordUnfit",
    "actor_of",
    "check_password",
    "close_account",
    "end_sessions",
    "from_outside",
    "grants_of",
    "has_authenticator",
    "holds",
    "is_closed",
    "leads_nowhere",
    "make_link",
    "nav_gate",
    "offer_persona",
    "open_accounts",
    "open_invited_account",
    "open_link",
    "open_to_all",
    "people_who_may",
    "person_id_of",
    "policy",
    "recently_signed_in",
    "register_leading",
    "register_link_page",
    "remembering",
    "remove_second_factor",
    "reopen_account",
    "reseal_second_factors",
    "revoke_links",
    "role_codes",
    "role_names",
    "second_factor_missing",
    "session_has_second_factor",
    "use_link",
    "users_of",
]
