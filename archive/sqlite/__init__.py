"""Django's backend for SQLite, whose writers stand in line."""
