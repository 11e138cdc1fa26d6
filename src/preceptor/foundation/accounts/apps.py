"""The app of accounts, and Django's admin behind our own door."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class AccountsApp(AppConfig):
    """Makes accounts' policy the policy of the installation."""

    default = True
    name = "preceptor.foundation.accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Give the policy and the navigation entries to the contexts below."""
        from preceptor.foundation.accounts.pages.navigation import navigation
        from preceptor.foundation.accounts.public import nav_gate, policy
        from preceptor.foundation.audit.public import set_policy
        from preceptor.foundation.look.public import register_gate, register_navigation

        set_policy(policy)
        register_navigation(navigation)
        register_gate(nav_gate)


class AdminApp(SimpleAdminConfig):
    """Django's admin, asked for a second factor and for the administrator's position."""

    default = False
    default_site = "preceptor.foundation.accounts.pages.admin_site.AdministratorSite"
