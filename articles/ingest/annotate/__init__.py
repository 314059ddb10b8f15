"""Tags for an article: topics, regions, institutions, each with the passage that it rests on.

A new kind of tag is a module with an `annotate` of the same shape, a field in ArticleRecord of the same
name, and a line in ANNOTATORS.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from articles.ingest.annotate import institutions, regions, topics
from articles.ingest.annotate.passages import ArticleText, article_text
from articles.ingest.records import ArticleRecord, Tag

__all__ = ["ANNOTATORS", "ArticleText", "annotate", "article_text"]

ANNOTATORS: dict[str, Callable[[ArticleText], tuple[Tag, ...]]] = {
    "topics": topics.annotate,
    "regions": regions.annotate,
    "institutions": institutions.annotate,
}
"""By the field of ArticleRecord that they fill."""


def annotate(article: ArticleRecord) -> ArticleRecord:
    """The article with its tags set anew, the most prominent of each kind first; nothing else changes."""
    text = article_text(article)
    tags: dict[str, Any] = {kind: find(text) for kind, find in ANNOTATORS.items()}
    return replace(article, **tags)
