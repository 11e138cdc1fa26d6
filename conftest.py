"""Settings under which all tests run: plain static files, a quick password hash, a database file for each test run."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from tests.template import begin_from, drop, keep, template

# How long an example takes says nothing of the code where others use the machine too.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.browser.fixtures"]

# Playwright's own event loop runs in the thread of the tests, which Django would otherwise take for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Make settings quick before the first test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    test = settings.DATABASES["default"]["TEST"]
    if str(test.get("NAME", "")).endswith(".sqlite3"):
        # Two runs in one tree must not share a file.
        test["NAME"] = test["NAME"].removesuffix(".sqlite3") + f"-{os.getpid()}.sqlite3"
        # No test pulls the plug; those that kill processes need only what the operating system holds.
        options = settings.DATABASES["default"]["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    from preceptor.foundation.look.catalogue import compile_catalogue

    compile_catalogue()


def _file() -> Path | None:
    """The test database's file; none on a database server."""
    name = str(settings.DATABASES["default"]["TEST"].get("NAME", ""))
    return Path(name) if name.endswith(".sqlite3") else None


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_modify_db_settings: None,  # noqa: ARG001  the file has its last name only after this
) -> bool:
    """Begin from a migrated file when there is one; the fixture below removes the copy."""
    name = _file()
    return name is not None and begin_from(template(settings.DATA), name)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,  # noqa: ARG001  pytest runs the fixture of this name first
    django_db_keepdb: bool,
    django_db_blocker: pytest_django.DjangoDbBlocker,
) -> Iterator[None]:
    """Take the audit trail's triggers off: they would refuse to let tables be emptied between tests."""
    from django.db import connection

    from preceptor.foundation.audit.models import triggers

    name = _file()
    with django_db_blocker.unblock():
        if name is not None and not django_db_keepdb:
            connection.close()  # what is in the side files goes into the file
            keep(name, template(settings.DATA))
        triggers.remove(connection)
    yield
    if name is not None and django_db_keepdb:
        with django_db_blocker.unblock():
            connection.close()
        drop(name)


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "visit", "cast"}
needs_database = pytest.StashKey[tuple[int, int]]()


def _asks_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count how many tests need a database, for the test that holds them to half."""
    config.stash[needs_database] = (sum(map(_asks_database, items)), len(items))
