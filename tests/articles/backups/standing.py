"""An archive with something of every kind in it, made and looked at in processes of its own (tests.served.shell)."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import QueryDict

from articles.backups.schema import Schema
from articles.batches import make_batch
from articles.demo import load_demo
from articles.history import recorded, undo, undoable
from articles.models import Article, Issue, Removal
from articles.removing import remove
from articles.rows import row_of
from search.frozen.freezing import freeze
from search.index import rebuild
from search.parameters import read
from search.results import matching_ids
from tests.articles.desk import PAGE

NAME, PASSWORD = "mei", "a-password-that-stays"
OLD_TITLE, NEW_TITLE = "As it was", "As an editor left it 科技"


def make():
    """Makes the archive in the data folder: the demo, a changed article, a deleted issue, a batch that waits."""
    call_command("migrate", verbosity=0)
    load_demo(lambda _: None)
    user = get_user_model().objects.create_superuser(NAME, password=PASSWORD)
    article = Article.objects.order_by("pk").first()
    article.title = OLD_TITLE
    article.save()
    with recorded(article.issue, user):
        article.title = NEW_TITLE
        article.save()
    remove(Issue.objects.order_by("pk").last(), user)
    make_batch([SimpleUploadedFile("late.md", PAGE.replace("No. 12", "No. 77").encode())], user=user)
    rebuild()
    freeze(asked())


def asked():
    return read(QueryDict("q=science&sort=oldest"))


def told():
    """All rows that are copied, by table, the kept files with their checksums, and what a search finds: as JSON."""
    models = Schema.of_database().models
    rows = {label: [row_of(row) for row in model._base_manager.order_by("pk")] for label, model in models.items()}
    found = [int(pk) for pk in matching_ids(asked(), 1000)]
    return json.dumps({"rows": rows, "files": files(Path(settings.MEDIA_ROOT)), "found": found})


def files(media):
    """The kept files, with their checksums."""
    kept = [path for folder in ("sources", "batches") for path in (media / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(media)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def used():
    """Uses the archive as an editor would, and tells what came of it: as JSON."""
    user = get_user_model().objects.get(username=NAME)
    article = Article.objects.get(title=NEW_TITLE)
    undo(undoable(article.issue), user)
    article.refresh_from_db()
    last = max(row["id"] for row in _deleted_articles())
    return json.dumps(
        {
            "password": check_password(PASSWORD, user.password),
            "undone": article.title,
            "new_id_is_new": Article.objects.create(issue=article.issue, position=99, title="New").pk > last,
        }
    )


def _deleted_articles():
    """The rows of articles that were deleted with their issue."""
    for table in Removal.objects.get().rows:
        if table["model"] == "articles.article":
            yield from (dict(zip(table["names"], row, strict=True)) for row in table["rows"])
