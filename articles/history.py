"""The history of an issue: what each editor changed, and the way back.

A change keeps only what it touched, field by field, as it was and as it became. It can be undone as long as these
fields still are as it left them, in any order; what later changes did to other fields stays. An undo is a change
itself, so that it can be undone in turn, which does again what was done.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Author, Change, Issue, Publication, Section, SourceFile
from articles.permits import decides, public_parts, refuse
from articles.restoring import restore
from articles.sentences import said
from articles.snapshots import (
    PUBLICITY,
    Part,
    Snapshot,
    article_ids,
    differences,
    fingerprint,
    same,
    take,
)
from articles.summaries import summary_of
from articles.turns import take_turn

__all__ = ["Conflict", "Recording", "changes", "fingerprint", "is_undo", "original", "recorded", "undo", "undoable"]
_SUMMARY_LENGTH = 300
_GONE = {
    "publication": gettext_lazy("The publication “%(name)s” has been deleted. Nothing was undone."),
    "issue": gettext_lazy("The issue “%(name)s” has been deleted. Nothing was undone."),
}


class Conflict(ValueError):
    """A change cannot be undone as things are now. Its text is a sentence for the editor."""


@dataclass
class Recording:
    """A change while it is being made. `change` is what was kept of it, once it is complete; None if nothing."""

    summary: str
    change: Change | None = None


_running: ContextVar[Mapping[int, Recording]] = ContextVar("running", default=MappingProxyType({}))


@contextmanager
def recorded(issue: Issue, user: AbstractBaseUser | None, summary: str = "") -> Iterator[Recording]:
    """Keeps what is done to the issue inside it, in one transaction, as one change in its history.

    Without a summary, here or set on the Recording, the change is described by what differs. If nothing differs,
    nothing is kept. Inside another recording of the same issue it becomes part of that one.

    Raises Reserved, and takes all of it back, if it changed what the public sees and that is not the user's to change.
    """
    running = _running.get()
    if issue.pk in running:
        with transaction.atomic():
            yield running[issue.pk]
        return
    recording = Recording(summary)
    token = _running.set({**running, issue.pk: recording})
    try:
        with transaction.atomic():
            _lock(issue)
            before = take(issue)
            shown = set() if decides(user) else public_parts(issue)
            yield recording
            after = take(issue, article_ids(before))
            was, now = differences(before, after)
            if now:
                _refuse_if_reserved(issue, user, shown, now)
                summary = recording.summary or summary_of(was, now, before | after)
                recording.change = _keep(issue, user, summary, was, now)
    finally:
        _running.reset(token)


def undo(change: Change, user: AbstractBaseUser | None) -> Change:
    """Brings back what was before the change, and returns that as a change of its own. Undoing an undo does it again.

    Raises Conflict when it has been undone already, or when what it touched has been changed since, and Reserved when
    the public sees it and it is not the user's to change.
    """
    with transaction.atomic():
        issue = change.issue
        _lock(issue)
        if Change.objects.filter(undoes=change).exists():
            raise Conflict(
                _("“%(change)s” has been undone already. Nothing was changed.") % {"change": said(change.summary)}
            )
        present = take(issue, article_ids(change.after))
        _refuse_if_changed_since(change, present)
        _refuse_if_impossible(issue, change.before)
        shown = set() if decides(user) else public_parts(issue, present)
        restore(issue, change.before)
        was, now = differences(present, take(issue, article_ids(present)))
        _refuse_if_reserved(issue, user, shown, now)
        verb = "Redid" if is_undo(change) else "Undid"
        return _keep(issue, user, f"{verb}: {original(change).summary}", was, now, undoes=change)


def changes() -> QuerySet[Change]:
    """All changes, the latest first, with what a line about them shows."""
    related = Change.objects.select_related("issue", "user", "undoes", "undone_by__user")
    return related.defer("undoes__before", "undoes__after", "undone_by__before", "undone_by__after")


def undoable(issue: Issue) -> Change | None:
    """The latest change of the issue that is neither undone nor an undo; None if there is none."""
    standing = changes().filter(issue=issue, undone_by=None)
    return next((change for change in standing.iterator() if not is_undo(change)), None)


def is_undo(change: Change) -> bool:
    """Whether it takes something back. Undoing an undo does not: it does the thing again."""
    return change.undoes is not None and not is_undo(change.undoes)


def original(change: Change) -> Change:
    """The change that a row of undoing and doing again goes back to; the change itself where it is neither."""
    return original(change.undoes) if change.undoes else change


def _lock(issue: Issue) -> None:
    """Two editors' changes come one after the other, and whoever else writes to the issue waits as well."""
    take_turn()
    Issue.objects.select_for_update(no_key=True).get(pk=issue.pk)


def _refuse_if_reserved(issue: Issue, user: Any, shown: set[str], now: Snapshot) -> None:
    """`shown` is what the public saw before; what it sees now counts as well."""
    if not decides(user):
        refuse(now.keys(), shown | public_parts(issue, now))


def _keep(
    issue: Issue, user: Any, summary: str, was: Snapshot, now: Snapshot, *, undoes: Change | None = None
) -> Change:
    summary = Truncator(summary).chars(_SUMMARY_LENGTH)
    return Change.objects.create(issue=issue, user=user, summary=summary, before=was, after=now, undoes=undoes)


def _refuse_if_changed_since(change: Change, present: Snapshot) -> None:
    for key, left in change.after.items():
        found = present.get(key)
        if left is None or found is None:
            touched = set() if left is found else {*(left or {}), *(found or {})}
        else:
            came = change.before[key] is None
            names = left.keys() - PUBLICITY if came else left.keys()
            touched = {name for name in names if not same(found[name], _still_there(name, left[name]))}
        if touched:
            raise Conflict(_sentence(change, key, touched))


_ROWS: dict[str, Any] = {"section": Section, "source": SourceFile, "authors": Author}
"""The fields of an article that point at rows which may be deleted without it."""


def _still_there(name: str, value: Any) -> Any:
    """The value of a field without the rows that have been deleted meanwhile, as the database leaves it then."""
    rows = _ROWS.get(name)
    if not rows or not value:
        return value
    if isinstance(value, list):
        known = set(rows.objects.filter(pk__in=[row["id"] for row in value]).values_list("pk", flat=True))
        return [row for row in value if row["id"] in known]
    return value if rows.objects.filter(pk=value["id"]).exists() else None


def _sentence(change: Change, key: str, touched: set[str]) -> str:
    later = next((other for other in _standing_after(change, key) if _touches(other.after[key], touched)), None)
    if later is None:
        return _("What it changed has been changed since, and not from here. Nothing was undone; correct it by hand.")
    values = {"change": said(later.summary), "when": date_format(localtime(later.made_at), "DATETIME_FORMAT")}
    return _("“%(change)s” (%(when)s) changed the same since. Undo that first; nothing was undone.") % values


def _standing_after(change: Change, key: str) -> Iterator[Change]:
    """The later changes of a part that are in force, the latest first. A change and its own undo cancel out."""
    for later in changes().filter(pk__gt=change.pk, undone_by=None, after__has_key=key).iterator():
        if not (is_undo(later) and original(later).pk > change.pk):
            yield later


def _touches(part: Part | None, names: set[str]) -> bool:
    return part is None or not names.isdisjoint(part)


def _refuse_if_impossible(issue: Issue, wanted: Snapshot) -> None:
    """The parts may need a publication or an issue that has been deleted, or an address that is taken by now."""
    for part in filter(None, wanted.values()):
        for name, rows in (("publication", Publication), ("issue", Issue)):
            if name in part and not rows.objects.filter(pk=part[name]["id"]).exists():
                raise Conflict(_GONE[name] % {"name": part[name]["name"]})
    fields = wanted.get("issue") or {}
    publication = fields.get("publication", {"id": issue.publication_id})["id"]
    address = Issue.objects.filter(publication=publication, slug=fields.get("slug", issue.slug))
    if other := address.exclude(pk=issue.pk).first():
        taken = _("The address it had belongs to another issue now, %(issue)s. Nothing was undone.")
        raise Conflict(taken % {"issue": other})
