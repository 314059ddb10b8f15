"""How well tags agree with those that readers gave by hand, and the floors that they must not fall below."""

import json
import tomllib
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from articles.demo import demo_sources
from articles.ingest.annotate import annotate
from articles.ingest.pipeline import read_issue
from articles.ingest.records import ArticleRecord
from tests.articles.gold import as_words, documents

LABELLED = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text(encoding="utf-8"))["articles"]
DEMO = [source.path for source in demo_sources()]
SOURCES = documents(Path(__file__).parents[2] / "sources")
OF_SOURCES = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))["articles"]

Pair = tuple[ArticleRecord, dict]


def written_for_the_test() -> list[Pair]:
    return [
        (annotate(ArticleRecord(1, label["title"], label["text"], label.get("language", "en"), (1, 2))), label)
        for label in LABELLED
    ]


def labels_beside(path: Path) -> list[dict]:
    labels = json.loads(path.with_name(f"{path.name}.gold.json").read_text("utf-8"))["articles"]
    return [label for label in labels if "topics" in label]


def read_from(paths: Iterable[Path], labels_of: Callable[[Path], list[dict]] = labels_beside) -> list[Pair]:
    """The articles that the pipeline reads, beside those labels whose headline is theirs."""
    pairs = []
    for path in paths:
        if labels := labels_of(path):
            articles = read_issue(path.read_bytes(), path.name).articles
            pairs += [(article, label) for article in articles for label in labels if is_same(article, label)]
    return pairs


def is_same(article: ArticleRecord, label: dict) -> bool:
    return SequenceMatcher(None, as_words(article.title), as_words(label["title"])).ratio() > 0.8


def agreement(pairs: list[Pair], kind: str) -> tuple[float, float]:
    """Precision and recall. Optional labels are neither right nor wrong."""
    right = wrong = missed = 0
    for article, label in pairs:
        tags, wanted = {tag.key for tag in getattr(article, kind)}, set(label[kind])
        right += len(tags & wanted)
        wrong += len(tags - wanted - set(label.get(f"{kind}_optional", [])))
        missed += len(wanted - tags)
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize(("kind", "precision", "recall"), [("topics", 0.85, 0.85), ("regions", 0.95, 0.95)])
def test_tags_of_short_articles_agree_with_a_reader(kind, precision, recall):
    found = agreement(written_for_the_test(), kind)
    assert len(LABELLED) >= 25
    assert found[0] >= precision and found[1] >= recall, found


@pytest.mark.parametrize(("kind", "precision", "recall"), [("topics", 0.92, 0.84), ("regions", 0.95, 0.95)])
def test_tags_of_the_demo_issues_agree_with_a_reader(kind, precision, recall):
    pairs = read_from(DEMO)
    found = agreement(pairs, kind)
    assert len(pairs) >= 20
    assert found[0] >= precision and found[1] >= recall, found


@pytest.mark.parametrize(("kind", "precision", "recall"), [("topics", 0.90, 0.81), ("regions", 0.90, 0.94)])
def test_tags_of_the_sources_agree_with_a_reader(kind, precision, recall):
    pairs = read_from(SOURCES, lambda path: [label for label in OF_SOURCES if label["file"] == path.name])
    found = agreement(pairs, kind)
    assert len(pairs) >= 150
    assert found[0] >= precision and found[1] >= recall, found


@pytest.mark.parametrize(("kind", "precision", "recall"), [("topics", 0.82, 0.69), ("regions", 0.88, 0.82)])
def test_tags_of_the_sources_agree_with_their_writers(kind, precision, recall):
    pairs = read_from(SOURCES)
    found = agreement(pairs, kind)
    assert len(pairs) >= 80
    assert found[0] >= precision and found[1] >= recall, found
