"""Keeps of each article that the public has seen when it last changed, so that harvesters learn of it.

A change only says that there was one. The next harvest dates all changes since the one before. A datestamp is then
never earlier than the moment when others could see the change, so whoever harvested before that, and asks for what is
later than their harvest, is told. Whether a record is deleted is not kept: it is what is not public now.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Max
from django.utils import timezone

from articles.models import Article, CatalogueState, PublicRecord
from articles.oai.sets import kept_specs, specs_of, stood_in
from articles.turns import take_turn

logger = logging.getLogger(__name__)

_AT_ONCE = 500  # ids in a query
_MOMENT = timedelta(microseconds=1)


def note_changes(sender: object, ids: set[int], **_: object) -> None:
    """To be called in the transaction of a change, with the articles that it may have touched; drafts are passed over.

    A record that waits for its date already is written all the same: where several may write at once, that keeps a
    harvest from dating it before this transaction has ended.
    """
    numbers = sorted(ids)
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        known = PublicRecord.objects.filter(pk__in=some)
        if known.update(changed_at=None) < len(some):
            seen = Article.objects.filter(pk__in=some, published_at__isnull=False).exclude(pk__in=known.values("pk"))
            _add_records(list(seen.values_list("pk", flat=True)))
        _keep_sets_of_withdrawn(some)


def note_sets(sender: object, instance: Any, **_: Any) -> None:
    """To be called before an article is deleted, or loses its tags for that: notes the sets it is in."""
    if not hasattr(instance, "last_sets"):
        instance.last_sets = specs_of(instance)


def keep_sets(sender: object, instance: Any, **_: Any) -> None:
    """To be called when an article has been deleted: its record keeps the sets that the public saw it in, and where it
    stood (articles/tombstones.py)."""
    for record in PublicRecord.objects.filter(pk=instance.pk):
        record.sets = [*(kept_specs(record) or instance.last_sets), stood_in(instance.issue_id)]
        record.changed_at = None
        record.save(update_fields=["sets", "changed_at"])


def date_changes() -> None:
    """Dates all changes that have no date yet. Where nothing can be written at present, they stay without one."""
    undated = PublicRecord.objects.filter(changed_at=None)
    try:
        if not undated.exists():
            return
        with transaction.atomic():
            take_turn()
            mark = _now()
            undated.update(changed_at=mark)
            # The update may have waited for other transactions to end, whose changes were not to be seen before that.
            given = max(mark, timezone.now())
            PublicRecord.objects.filter(changed_at=mark).update(changed_at=given)
            CatalogueState.objects.update(dated_at=given)
    except DatabaseError:
        logger.warning("The changes since the last harvest could not be dated", exc_info=True)


def _now() -> datetime:
    """The time, or a moment after the last date given if the clock was set back: dates never run backwards.

    The record with that date may have changed since, and waits without one; so it is kept by itself.
    """
    kept = CatalogueState.objects.aggregate(last=Max("dated_at"))["last"]
    seen = PublicRecord.objects.aggregate(last=Max("changed_at"))["last"]
    return max([timezone.now(), *(last + _MOMENT for last in (kept, seen) if last)])


def _keep_sets_of_withdrawn(numbers: list[int]) -> None:
    """What is taken back stays in the sets that the public saw it in, whatever editors do to its tags meanwhile."""
    records = PublicRecord.objects.filter(pk__in=numbers)
    public = Article.objects.published().filter(pk__in=numbers).values("pk")
    records.filter(pk__in=public).exclude(sets=[]).update(sets=[])
    taken_back = Article.objects.filter(pk__in=records.filter(sets=[]).values("pk")).exclude(pk__in=public)
    for article in taken_back.select_related("issue__publication"):
        PublicRecord.objects.filter(pk=article.pk).update(sets=specs_of(article))


def _add_records(numbers: list[int]) -> None:
    PublicRecord.objects.bulk_create(
        (PublicRecord(article_id=number) for number in numbers),
        update_conflicts=True,
        update_fields=["changed_at"],
        unique_fields=["article_id"],
    )
