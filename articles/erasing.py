"""Deletes for good what was deleted before: rows, files and what histories say of it. What is left is that it was.

For those who must, after a court's order for one. Nothing is deleted for good by itself, however old.
"""

from collections.abc import Collection, Iterable
from functools import partial

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction

from articles.kept_tables import KeptTable, OtherRelease, read
from articles.models import Article, Change, Removal, SourceFile
from articles.removing import files_in, kept_file_names

NAME = "[deleted for good]"
"""What a removal, and whatever named what it held, is called from then on."""
_AT_ONCE = 200


def erase(removals: Iterable[Removal]) -> None:
    """Empties the removals that were not brought back, and deletes the files that nothing else names, once that is
    certain. When and where each stood stays, so that its addresses go on saying that it was withdrawn."""
    paths: set[str] = set()
    with transaction.atomic():
        chosen = Removal.objects.select_for_update().filter(pk__in=[removal.pk for removal in removals])
        for removal in chosen.filter(brought_back_at=None):
            paths |= {file.path for file in files_in(removal.rows)}
            _unname(removal)
            removal.name, removal.rows = NAME, []
            removal.links = []
            removal.save()
        transaction.on_commit(partial(_delete_files, paths))


def is_erased(removal: Removal) -> bool:
    """Whether it was deleted for good."""
    return removal.brought_back_at is None and removal.name == NAME


def _unname(removal: Removal) -> None:
    """Takes its names and texts out of the journal of the admin, and out of the histories of other issues."""
    try:
        tables = read(removal.rows)
    except OtherRelease:
        return  # the numbers of another release's models say nothing in this one
    for table in tables:
        kind = ContentType.objects.get_for_model(table.model)
        entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in table.keys])
        entries.update(object_repr=NAME, change_message="")
        if table.model is Article:
            _leave_histories(table)
    _of_the_removal_itself(removal)


def _of_the_removal_itself(removal: Removal) -> None:
    kind = ContentType.objects.get_for_model(Removal)
    LogEntry.objects.filter(content_type=kind, object_id=str(removal.pk)).update(object_repr=NAME, change_message="")


def _leave_histories(articles: KeptTable) -> None:
    """An article may have been in another issue before, whose history has what it said then."""
    keys = [f"article:{key}" for key in sorted(articles.keys)]
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        for change in Change.objects.filter(after__has_any_keys=some):
            _forget(change, some)


def _forget(change: Change, keys: Collection[str]) -> None:
    change.summary = NAME
    for key in keys:
        change.before.pop(key, None)
        change.after.pop(key, None)
    change.save()


def _delete_files(paths: Collection[str]) -> None:
    """Deletes those that no source file and no other removal names."""
    named = set(SourceFile.objects.filter(file__in=paths).values_list("file", flat=True)) | kept_file_names()
    for path in sorted(set(paths) - named):
        default_storage.delete(path)
