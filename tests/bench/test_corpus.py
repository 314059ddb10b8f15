"""The articles that are measured on: the same on every run, and what an archive would hold."""

import pytest

from articles.models import Article
from search.language import parse
from tests.bench.corpus import Corpus
from tests.bench.prose import draft, drafts
from tests.bench.records import FACETS
from tests.bench.relevance import without_signs
from tests.databases import only_on_sqlite

pytestmark = only_on_sqlite("corpora are made with its own commands, and measured there")


@pytest.fixture
def corpus(db, settings, tmp_path) -> Corpus:
    settings.DATA_DIR = tmp_path
    return Corpus(200)


def test_an_article_is_the_same_in_a_corpus_of_any_size():
    assert list(drafts(3)) == list(drafts(5))[:3] == [draft(0), draft(1), draft(2)]


def test_some_articles_are_chinese_and_most_are_english():
    languages = [article.language for article in drafts(300)]
    assert 5 <= languages.count("zh") <= 30
    assert languages.count("en") + languages.count("zh") == 300


def test_what_is_written_is_what_saving_would_have_made(corpus):
    for article in Article.objects.all():
        written = article.body_html, article.text, article.word_count
        article.render()
        assert (article.body_html, article.text, article.word_count) == written


def test_all_of_it_is_public(corpus):
    assert Article.objects.published().count() == 200


def test_a_corpus_is_never_mistaken_for_another_one(corpus):
    with pytest.raises(SystemExit, match="holds 200 articles"):
        Corpus(300)


def test_the_requests_are_47_of_ten_kinds_and_the_same_on_every_run(corpus):
    requests = corpus.requests()
    assert (len(requests), len({request.kind for request in requests})) == (47, 10)
    assert requests == corpus.requests()


def test_no_word_is_asked_for_twice(corpus):
    words = [word for request in corpus.requests() for word in request.words]
    assert len(words) == len(set(words))


def test_every_request_can_be_asked_in_our_query_language(corpus):
    assert all(parse(request.query) for request in corpus.requests() if request.words)


def test_filters_ask_for_values_that_occur(corpus):
    chosen = {facet for request in corpus.requests() for facet, _ in request.chosen}
    assert chosen <= set(FACETS)


@pytest.mark.parametrize("sentence", ["G - quadruplex (in) cells:", 'NOT "two* AND~3', "-a OR topic:b"])
def test_a_plain_sentence_can_be_asked_whatever_signs_are_in_it(sentence):
    assert parse(without_signs(sentence), "any")
