"""The demo issues as the pipeline reads them, against what a careful reader finds in them (fixtures/README.md)."""

import pytest

from articles.demo import demo_sources
from tests.articles.gold import accepted, ends, holds, read, running_text, starts


@pytest.fixture(scope="module", params=[source.path for source in demo_sources()], ids=lambda path: path.name)
def pairs(request):
    """The articles of one demo source in their order, each as read and as a careful reader has it."""
    issue, gold = read(request.param)
    expected = gold["articles"]
    if len(issue.articles) < len(expected):
        expected = [article for article in expected if not article.get("optional")]
    assert len(issue.articles) == len(expected), [article.title for article in issue.articles]
    return list(zip(issue.articles, expected, strict=True))


@pytest.mark.parametrize("key", ["title", "section", "byline", "date"])
def test_what_is_printed_above_an_article_is_told_apart(pairs, key):
    wrong = [
        (getattr(article, key), expected[key])
        for article, expected in pairs
        if getattr(article, key) not in accepted(expected, key)
    ]
    assert wrong == []


@pytest.mark.parametrize("key", ["language", "standfirst"])
def test_language_and_standfirst_are_recognised(pairs, key):
    assert [getattr(article, key) for article, _ in pairs] == [expected[key] for _, expected in pairs]


def test_authors_are_named_without_the_words_around_them(pairs):
    for article, expected in pairs:
        assert list(article.authors) in accepted(expected, "authors")


def test_an_article_starts_and_ends_where_it_does_in_print(pairs):
    for article, expected in pairs:
        text = running_text(article)
        assert starts(text, expected), text[:80]
        assert ends(text, expected), text[-80:]


def test_broken_words_and_paragraphs_are_mended(pairs):
    lost = [
        phrase
        for article, expected in pairs
        for phrase in expected["must_contain"]
        if not holds(running_text(article), phrase)
    ]
    assert lost == []


def test_what_is_not_the_article_stays_out_of_it(pairs):
    kept = [
        phrase
        for article, expected in pairs
        for phrase in expected["must_not_contain"]
        if holds(running_text(article), phrase)
    ]
    assert kept == []


def test_every_caption_stands_with_its_article_and_credit(pairs):
    for article, expected in pairs:
        captions = [{"text": caption.text, "credit": caption.credit} for caption in article.captions]
        assert captions == expected["captions"]


def test_lost_text_is_marked_and_nothing_else(pairs):
    for article, expected in pairs:
        gaps = [warning for warning in article.warnings if warning.code == "gap"]
        assert len(gaps) in accepted(expected, "gaps"), (article.title, gaps)


def test_subheads_are_kept_as_headings(pairs):
    for article, expected in pairs:
        headings = [line.lstrip("# ") for line in article.body.splitlines() if line.startswith("#")]
        assert headings == expected["subheads"]


def test_the_source_of_a_text_is_noted(pairs):
    assert [article.source_note for article, _ in pairs] == [expected.get("source_note") for _, expected in pairs]


def test_every_region_is_tagged_and_no_other(pairs):
    for article, expected in pairs:
        found, wanted = {tag.key for tag in article.regions}, set(expected["regions"])
        assert wanted <= found <= wanted | set(expected["regions_optional"]), article.title


def test_an_article_is_tagged_with_one_of_its_topics_at_least(pairs):
    for article, expected in pairs:
        assert {tag.key for tag in article.topics} & set(expected["topics"]), article.title
