"""What belongs to an article in other tables, its authors, captions and tags, as plain values.

A row is made of the same values whether they come from models that were fetched before, as for a page of a list, or
straight from the database, as for an export: to make a model of each tag takes most of an export's time.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, cast

from django.db.models import Model

from articles.models import Article, ArticleInstitution, ArticleRegion, ArticleTopic, Authorship, Caption

Values = dict[str, Any]
Parts = dict[str, list[Values]]
"""By the name of the field in a row, its items in order; what a source does not say is empty, not None."""


class _Part:
    """One field of a row: what an article calls it, where it lies, and which column each key of an item is."""

    def __init__(
        self, relation: str, model: type[Model], columns: dict[str, str], more: dict[str, str] | None = None
    ) -> None:
        self.relation = relation
        self.model = model
        self.columns = columns | (more or {})
        self._bare = _getter(columns)
        self._whole = _getter(self.columns)

    def of(self, article: Article, whole: bool) -> list[Values]:
        """The items of an article, whose models are fetched if they were not before."""
        values = self._whole if whole else self._bare
        return [dict(zip(self.columns, values(item), strict=False)) for item in getattr(article, self.relation).all()]

    def read(self, ids: Sequence[int]) -> Iterable[tuple[int, Values]]:
        """The items of several articles, each with the id of its article, and maybe of some articles between them."""
        ordering = cast(list[str], self.model._meta.ordering)
        items = self.model._default_manager.filter(**among("article", ids)).order_by("article", *ordering)
        keys = tuple(self.columns)
        for article, *values in items.values_list("article", *self.columns.values()):
            yield article, dict(zip(keys, values, strict=True))


def among(column: str, ids: Sequence[int]) -> dict[str, Any]:
    """The condition of a query for these ids, which ascend: the whole run of them where hardly any is left out, which
    databases read in one go."""
    if ids and ids[-1] - ids[0] < 2 * len(ids):
        return {f"{column}__gte": ids[0], f"{column}__lte": ids[-1]}
    return {f"{column}__in": ids}


def _getter(columns: dict[str, str]) -> Any:
    return attrgetter(*(column.replace("__", ".") for column in columns.values()))


def _tag(kind: str, model: type[Model], key: str) -> _Part:
    named = {key: f"{kind}__{key}", "name": f"{kind}__name"}
    return _Part(f"{kind}_tags", model, named, {"evidence": "evidence", "origin": "origin"})


_PARTS = {
    "authors": _Part("authorships", Authorship, {"slug": "author__slug", "name": "author__name"}),
    "topics": _tag("topic", ArticleTopic, "slug"),
    "regions": _tag("region", ArticleRegion, "code"),
    "institutions": _tag("institution", ArticleInstitution, "slug"),
    "captions": _Part("captions", Caption, {"text": "text", "credit": "credit", "anchor": "anchor"}),
}


def parts_of(article: Article, whole: bool) -> Parts:
    """The parts of an article by its models. Unless `whole`, its tags come without the reasons for them."""
    return {name: part.of(article, whole) for name, part in _PARTS.items()}


def read_parts(ids: Sequence[int], wanted: Iterable[str] | None = None) -> dict[int, Parts]:
    """The parts of each of these articles, in a query for each of the fields that are `wanted`, by default all."""
    found: dict[int, Parts] = {pk: {name: [] for name in _PARTS} for pk in ids}
    for name, part in _PARTS.items():
        if wanted is None or name in wanted:
            for article, item in part.read(ids):
                if article in found:
                    found[article][name].append(item)
    return found
