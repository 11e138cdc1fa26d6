"""Tables of accounts: who signs in, demo people, secret links."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Finds accounts together with their person, since every page needs both."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password it is entered by a letter for choosing one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A technical account, made on the server's own command line."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account that signs in; `person` is empty for technical accounts, which no position gives a role."""

    email = models.EmailField(_("e-mail address"), unique=True)
    person = models.OneToOneField(
        "district.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    # Counted up to end every session of the account at once: it is part of the hash that each session carries.
    session_round = models.PositiveIntegerField(default=0)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        """The person's name; for a technical account its address."""
        return str(self.person) if self.person else self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Django asks this for its own secret and for retired ones; the public methods would miss the latter.
        return salted_hmac(
            "preceptor.accounts.session", f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()


class DemoPersona(models.Model):
    """An account offered on the demonstration's sign-in page, with one line on who this is."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="persona")
    line = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.line


class SecretLink(models.Model):
    """A link for somebody without an account: for one purpose, about one thing, used once; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    email = models.EmailField()
    name = models.CharField(max_length=160)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)
    replaced = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about", "purpose"], name="accounts_link_about")]
        constraints = [
            # A newer letter to the same person replaces the older link, so at most one is open.
            models.UniqueConstraint(
                fields=["purpose", "about", "email"],
                condition=Q(used=None, revoked=None, replaced=None),
                name="accounts_one_open_link",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about}"
