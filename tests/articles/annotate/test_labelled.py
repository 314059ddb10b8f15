"""Precision and recall of the annotators over short articles that were labelled by hand."""

import tomllib
from pathlib import Path

import pytest

from articles.ingest.annotate import annotate
from articles.ingest.records import ArticleRecord

LABELLED = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize(("kind", "precision", "recall"), [("topics", 0.85, 0.80), ("regions", 0.95, 0.95)])
def test_tags_agree_with_a_reader(kind, precision, recall):
    right = given = wanted = 0
    for article in LABELLED:
        record = ArticleRecord(1, article["title"], article["text"], article.get("language", "en"), (1, 2))
        tags = {tag.key for tag in getattr(annotate(record), kind)}
        right += len(tags & set(article[kind]))
        given += len(tags)
        wanted += len(article[kind])
    assert len(LABELLED) >= 25
    assert right / given >= precision
    assert right / wanted >= recall
