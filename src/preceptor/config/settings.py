"""Django settings, made from the environment (`environment.py` says what each variable is for)."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from preceptor.config import environment as env
from preceptor.config.keys import installation_keys, sealing_keys, secret_key
from preceptor.config.sqlite.journal import journal_mode

PACKAGE = Path(__file__).resolve().parents[1]
DATA = env.folder("PRECEPTOR_DATA")
DATA.mkdir(parents=True, exist_ok=True)
DEMO = env.flag("PRECEPTOR_DEMO")
DEBUG = env.flag("PRECEPTOR_DEBUG")
SECRET_KEY = secret_key(env.text("PRECEPTOR_SECRET_KEY"), DATA)
INSTALLATION_KEYS = installation_keys(env.text("PRECEPTOR_KEYS"), DATA)
SEALING_KEYS = sealing_keys(env.text("PRECEPTOR_SEALING_KEYS"), env.text("PRECEPTOR_SEALING_KEYS_FILE"), DATA)
ALLOWED_HOSTS = list(env.names("PRECEPTOR_HOSTS"))
SITE_URL = env.text("PRECEPTOR_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "preceptor.foundation.look.errors.csrf_failure"
DISTRICT_NAME = env.text("PRECEPTOR_DISTRICT")
SMALL_GROUP = env.number("PRECEPTOR_SMALL_GROUP")

INSTALLED_APPS = [
    "preceptor.config",
    "preceptor.foundation.look",
    "preceptor.foundation.jobs",
    "preceptor.foundation.audit",
    "preceptor.foundation.measures",
    "preceptor.foundation.district",
    "preceptor.foundation.accounts",
    "preceptor.foundation.documents",
    "preceptor.foundation.messages.apps.LettersApp",
    "preceptor.foundation.desk",
    "preceptor.foundation.indicators",
    "preceptor.develop.frameworks",
    "preceptor.develop.handbooks",
    "preceptor.develop.programs",
    "preceptor.develop.admissions",
    "preceptor.develop.pairing",
    "preceptor.develop.activities",
    "preceptor.develop.confidences",
    "preceptor.develop.awards",
    "preceptor.develop.stipends",
    "preceptor.develop.sessions",
    "preceptor.develop.growth",
    "preceptor.develop.surveys",
    "preceptor.develop.coursework",
    "preceptor.develop.impact",
    "preceptor.relieve.compliance",
    "preceptor.resource.funding",
    "preceptor.resource.initiatives",
    "preceptor.foundation.accounts.apps.AdminApp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "preceptor.foundation.look.middleware.StorableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "preceptor.foundation.look.middleware.MemoryMiddleware",
    "preceptor.foundation.look.middleware.RefusalMiddleware",
    "preceptor.foundation.accounts.middleware.SignInRequiredMiddleware",
]

ROOT_URLCONF = "preceptor.config.urls"
WSGI_APPLICATION = "preceptor.config.wsgi.application"
FORM_RENDERER = "preceptor.foundation.look.renderer.UswdsRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "preceptor.foundation.look.context.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "preceptor.foundation.look.templatetags.look",
            ],
        },
    }
]

_SQLITE = "preceptor.config.sqlite"
_DATABASE = dj_database_url.parse(
    env.text("DATABASE_URL") or f"sqlite:///{DATA / 'preceptor.sqlite3'}", conn_max_age=60, conn_health_checks=True
)
if _DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    _DATABASE["ENGINE"] = _SQLITE
    _DATABASE["CONN_MAX_AGE"] = None
    _DATABASE["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": f"PRAGMA journal_mode={journal_mode()}; PRAGMA synchronous=FULL;",
    }
    # A file, since an in-memory database locks with threads.
    _DATABASE["TEST"] = {"NAME": str(DATA / f"test{env.text('TEST_DB_SUFFIX')}.sqlite3")}
else:
    _DATABASE["TEST"] = {"NAME": f"test_preceptor{env.text('TEST_DB_SUFFIX')}"}
DATABASES: dict[str, Any] = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by every process, so that rate limits hold whatever the number of workers.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "preceptor.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
# A district's offices share one address, so limits by address are wide and limits by account narrow.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/5m/key", "reset_password": "60/m/ip,3/m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "preceptor.foundation.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "preceptor.foundation.accounts.pages.second_factor.CodeForm",
    "reauthenticate": "preceptor.foundation.accounts.pages.second_factor.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Preceptor"
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PRECEPTOR_PROXIES")

USE_TZ = True
TIME_ZONE = env.text("PRECEPTOR_TIME_ZONE")
USE_I18N = True
LANGUAGE_CODE = "en-us"
FORMAT_MODULE_PATH = ["preceptor.config.formats"]
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA / "uploads")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

_SELF = ["'self'"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": ["'self'", "data:"],
        "font-src": _SELF,
        "connect-src": _SELF,
        "manifest-src": _SELF,
        "worker-src": _SELF,
        "form-action": _SELF,
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
if env.flag("PRECEPTOR_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

MAIL_URL = env.text("PRECEPTOR_MAIL_URL")
DEFAULT_FROM_EMAIL = env.text("PRECEPTOR_MAIL_FROM")
# Every letter goes through the outbox; what libraries send by themselves joins it there.
EMAIL_BACKEND = "preceptor.foundation.messages.backend.OutboxBackend"
UPLOAD_MAX_BYTES = env.number("PRECEPTOR_UPLOAD_MB") * 1_000_000
CLAMAV = env.text("PRECEPTOR_CLAMAV")
MAP_TILES = env.text("PRECEPTOR_TILES")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["preceptor.foundation.documents.pages.arriving.BoundedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"preceptor": {"level": "INFO"}},
}
