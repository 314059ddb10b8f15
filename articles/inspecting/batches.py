"""All articles, some at a time, though a row among them may be past reading."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from articles.inspecting.findings import Finding
from articles.models import Article

UNREADABLE = gettext_noop("The article’s row cannot be read. Restore a backup, or mend the row by hand.")
_AT_ONCE = 200


def batches(wanted: QuerySet[Article]) -> Iterator[tuple[list[Any], list[Finding]]]:
    """The articles in the order of their ids, as `wanted` reads them, and what cannot be read."""
    last = 0
    while ids := list(_ids().filter(pk__gt=last)[:_AT_ONCE]):
        last = ids[-1]
        bad: list[int] = []
        rows = _tried(wanted.order_by("pk"), ids, bad)
        yield rows, [Finding("row-unreadable", f"article {pk}", UNREADABLE) for pk in bad]


def _ids() -> QuerySet[Article, int]:
    return Article.objects.order_by("pk").values_list("pk", flat=True)


def _tried(wanted: QuerySet[Article], ids: Sequence[int], bad: list[int]) -> list[Any]:
    """Those of the articles `ids` that can be read; the others are added to `bad`."""
    try:
        return list(wanted.filter(pk__in=ids))
    except (ValueError, TypeError):  # no date, no JSON
        if len(ids) == 1:
            bad += ids
            return []
        middle = len(ids) // 2
        return _tried(wanted, ids[:middle], bad) + _tried(wanted, ids[middle:], bad)
