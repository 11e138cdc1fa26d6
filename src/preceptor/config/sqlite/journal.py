"""Which journal mode this machine's SQLite is safe with, told without importing Django."""

SAFE_WAL = (3, 51, 3)


def journal_mode() -> str:
    """WAL where this SQLite is safe with it, DELETE elsewhere."""
    try:
        from pysqlite3 import dbapi2 as chosen
    except ImportError:
        import sqlite3 as chosen
    return "WAL" if tuple(chosen.sqlite_version_info) >= SAFE_WAL else "DELETE"
