"""Short ways to ask the annotators about one sentence."""

from articles.ingest.annotate import ANNOTATORS, article_text
from articles.ingest.records import ArticleRecord, Tag


def tags(kind: str, body: str, title: str = "Notes", **fields) -> tuple[Tag, ...]:
    return ANNOTATORS[kind](article_text(ArticleRecord(1, title, body, "en", (1, 2), **fields)))


def keys(kind: str, body: str, title: str = "Notes", **fields) -> list[str]:
    return [tag.key for tag in tags(kind, body, title, **fields)]
