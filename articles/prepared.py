"""Whether there is an archive to work on, for commands that would otherwise fail at the first table they ask."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from articles.models import Article


def require_archive() -> None:
    """Raises CommandError, with a sentence for the operator, if the database has no tables of an archive."""
    if Article._meta.db_table not in connection.introspection.table_names():
        raise CommandError(
            f"There is no archive in {settings.DATA_DIR} yet. Set ARCHIVE_DATA to the folder of one, or make one there "
            "with: python manage.py migrate"
        )
