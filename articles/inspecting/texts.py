"""Whether the articles say what was saved: each carries the checksum of its texts (articles/checksums.py)."""

from collections.abc import Iterator

from django.db.models import Case, Value, When
from django.utils.translation import gettext_noop

from articles.checksums import checksum
from articles.inspecting.batches import batches
from articles.inspecting.findings import Finding, Looked
from articles.models import Article

MESSAGES = {
    "text-altered": gettext_noop(
        "The article does not say what was saved, and nobody changed it through the archive. Compare it with its "
        "source and its history; saving it again accepts it as it is."
    ),
}
_READ = (
    "title", "standfirst", "byline", "language", "source_note", "body", "body_html", "text", "date", "date_precision",
    "checksum",
)  # fmt: skip


def texts(looked: Looked) -> Iterator[Finding]:
    """The articles whose texts are not those of their checksum. Those that have none yet are given it.

    Text and checksum stand in one row, which is read at one moment: what is being saved meanwhile is seen before or
    after, and never half. `looked` counts the `texts`.
    """
    for articles, unreadable in batches(Article.objects.only(*_READ)):
        yield from unreadable
        found = {article.pk: checksum(article) for article in articles}
        _seal({article.pk: found[article.pk] for article in articles if article.checksum is None})
        for article in articles:
            looked.at("texts")
            if article.checksum not in {None, found[article.pk]}:
                yield Finding("text-altered", f"article {article.pk}", MESSAGES["text-altered"])


def _seal(found: dict[int, str]) -> None:
    """Keeps checksums, in one statement, where no editor has saved the article meanwhile."""
    if found:
        cases = [When(pk=pk, then=Value(said)) for pk, said in found.items()]
        Article.objects.filter(pk__in=found, checksum=None).update(checksum=Case(*cases))
