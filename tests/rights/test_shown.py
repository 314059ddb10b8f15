import pytest
from django.utils import translation

from articles.models import ArticleTopic
from articles.rights import SHORT_TEXT, SNIPPET_LENGTH, Shown, quotable
from search.snippets import LENGTH
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

LONG = "Tides came and went. " * 60


@pytest.fixture
def paper():
    return make_issue(make_publication("Closed Courier", access="summary"))


@pytest.fixture
def article(paper):
    made = make_article(paper, body=LONG, topics=("energy",))
    made.captions.create(text="A pier.")
    return made


def test_of_a_text_that_may_be_shown_everything_is(article):
    article.issue.publication.access = "full"
    shown = Shown(article)
    assert (shown.body, shown.text, [str(one) for one in shown.captions]) == (LONG, LONG.strip(), ["A pier."])
    assert shown.evidence(ArticleTopic.objects.get()) == "on energy"


def test_of_a_text_that_may_not_be_shown_nothing_is(article):
    shown = Shown(article)
    assert (shown.body, shown.body_html, shown.text, list(shown.captions)) == (None, None, None, [])
    assert shown.evidence(ArticleTopic.objects.get()) == ""


def test_the_operators_own_copy_has_what_is_withheld(article):
    assert Shown(article, withheld=True).text == LONG.strip()


def test_a_standfirst_goes_out_whole(paper):
    standfirst = "What the tides mean. " * 15
    assert Shown(make_article(paper, standfirst=standfirst)).summary(400) == standfirst.strip()


def test_without_a_standfirst_a_snippet_of_the_beginning_stands_in(article):
    summary = Shown(article).summary(400)
    assert len(summary) <= SNIPPET_LENGTH
    assert summary.startswith("Tides came and went.")


@pytest.mark.parametrize("text", ["There was a tide. It went again at noon.", "潮水来了。中午又退了。"])
def test_of_a_short_text_the_second_half_is_never_quoted(paper, text):
    half = quotable(text, "summary")
    assert len(half) <= len(text) / 2 + 2
    assert text.startswith(half.removesuffix(" …"))
    assert Shown(make_article(paper, body=text)).opening() == half


def test_a_text_of_one_word_is_not_quoted():
    assert quotable("Tides", "summary") == ""


def test_a_text_is_short_if_two_snippets_of_a_search_could_hold_it():
    assert SHORT_TEXT >= 2 * LENGTH
    assert quotable(LONG, "summary") == LONG
    assert quotable("Tides.", "full") == "Tides."


def test_a_beginning_is_the_same_on_pages_of_every_language(article):
    english = Shown(article).summary()
    with translation.override("zh-hans"):
        assert Shown(article).summary() == english
