"""Django's SQLite backend on a SQLite that is safe in WAL mode."""
