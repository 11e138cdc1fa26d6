"""Loads Django's SQLite backend on pysqlite3, whose SQLite has no WAL-reset fault; falls back to the standard one."""

import sys

STANDARD_BACKEND = "django.db.backends.sqlite3.base"

try:
    import pysqlite3
except ImportError:  # no wheel for this platform
    import sqlite3 as chosen
else:
    if STANDARD_BACKEND in sys.modules:
        raise RuntimeError(
            "Django's SQLite backend was imported before Preceptor's; two SQLite libraries must not share a file"
        )
    kept = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "sqlite3"}
    for name in kept:
        del sys.modules[name]
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = pysqlite3, pysqlite3.dbapi2
    chosen = pysqlite3.dbapi2

from django.db.backends.sqlite3 import base as _django  # noqa: E402  the library must be chosen before this import

if chosen.__name__.startswith("pysqlite3"):
    del sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"]
    sys.modules.update(kept)

DatabaseWrapper = _django.DatabaseWrapper
