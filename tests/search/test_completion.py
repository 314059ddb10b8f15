"""What is offered while somebody types."""

import shutil

import pytest
from haystack import connections

from articles.models import Article, Topic
from search.index import apply_pending, rebuild
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.usefixtures("search_index", "subjects")


@pytest.fixture
def offered(client):
    """The labels offered for what is typed, of what the database holds now."""

    def labels(typed):
        rebuild()
        return [row["label"] for row in asked(client, typed)]

    return labels


def asked(client, typed):
    response = client.get("/api/v1/complete", {"q": typed})
    assert response.status_code == 200, response.content
    return response.json()


def test_a_row_says_what_it_is_and_leads_there(client):
    article = make_article(title="Energy in ports", topics=("energy",), regions=("CN-TJ",))
    rebuild()
    assert asked(client, "ener") == [
        {"kind": "topic", "label": "Energy", "url": "/topics/energy/", "query": "topic:energy"},
        {
            "kind": "title",
            "label": "Energy in ports",
            "url": article.get_absolute_url(),
            "query": 'title:"Energy in ports"',
        },
    ]


def test_every_kind_of_name_is_offered(offered):
    publication = make_publication("Testing Ground")
    Topic.objects.create(slug="tests", name="Test fields", name_zh="")
    make_article(make_issue(publication), title="x", topics=("tests",), authors=("Tess Ting",), institutions=("cas",))
    assert sorted(offered("tes")) == ["Tess Ting", "Test fields", "Testing Ground"]
    assert offered("CAS") == ["Chinese Academy of Sciences"]


def test_a_publication_leads_to_its_issues(client):
    make_article(make_issue(make_publication("Harbour Daily")))
    rebuild()
    (row,) = asked(client, "harb")
    assert row["url"] == "/issues/?publication=harbour-daily"


@pytest.mark.parametrize("typed", ["chinese acad", "ACADEMY", "acad chin", "  sciences  of", "Ｓｃｉｅｎｃｅｓ"])
def test_each_typed_word_begins_a_word_of_the_name(offered, typed):
    make_article(title="x", institutions=("cas",))
    assert offered(typed) == ["Chinese Academy of Sciences"]


@pytest.mark.parametrize("typed", ["cademy", "chinese physics", "c"])
def test_what_does_not_fit_is_not_offered(offered, typed):
    make_article(title="x", institutions=("cas",))
    assert offered(typed) == []


@pytest.mark.parametrize("typed", ["中国科", "科学院", "科"])
def test_chinese_names_are_found_by_any_part_and_shown_in_chinese(offered, typed):
    make_article(title="x", institutions=("cas",))
    assert offered(typed) == ["中国科学院"]


@pytest.mark.parametrize("typed", ["xi'an", "Xi’an", "xian", "xi an"])
def test_an_apostrophe_may_be_left_out(offered, typed):
    make_article(title="x", authors=("LI Xi’an",))
    assert offered(typed) == ["LI Xi’an"]


def test_names_that_many_articles_have_come_first(offered):
    for title, author in [("x", "ZHANG Min"), ("y", "ZHANG Wei"), ("z", "ZHANG Wei")]:
        make_article(title=title, authors=(author,))
    assert offered("zhang") == ["ZHANG Wei", "ZHANG Min"]


def test_names_come_before_titles_and_there_are_ten_at_most(offered):
    for number in range(12):
        make_article(title=f"Tidal power {number}", authors=(f"TIDE Number{number}",))
    kinds = ["Tidal" if "Tidal" in label else "name" for label in offered("tid")]
    assert kinds == ["name"] * 6 + ["Tidal"] * 4


@pytest.mark.parametrize("typed", ["tidal pow", "power tid", "tidal powers gro", "Tídal pow"])
def test_titles_have_all_words_and_the_last_may_be_unfinished(offered, typed):
    make_article(title="Tidal power grows")
    make_article(title="Tidal mills")
    make_article(title="x", body="Tidal power grows")
    assert offered(typed) == ["Tidal power grows"]


@pytest.mark.parametrize("typed", ["量子", "子计", "量子计算机发展"])
def test_chinese_titles_are_found_by_any_part(offered, typed):
    make_article(title="量子计算机发展", language="zh")
    assert offered(typed) == ["量子计算机发展"]


def test_a_word_of_two_letters_is_a_whole_word_of_a_title(offered):
    make_article(title="AI in ports")
    make_article(title="Aims of ports")
    assert offered("ports ai") == ["AI in ports"]


def test_a_title_is_offered_once(offered):
    make_article(title="Tidings")
    make_article(title="Tidings")
    assert offered("tidi") == ["Tidings"]


@pytest.mark.parametrize("typed", ['"tidal', "title:tid", "(tidal", "wind -tidal", "tid*", "", "   ", "?!", "\x00"])
def test_signs_of_the_query_language_are_left_alone(offered, typed):
    make_article(title="Tidal power")
    assert offered(typed) == []


def test_what_no_published_article_has_is_not_offered(offered):
    make_article(title="Tidal draft", state="draft", topics=("energy",), authors=("TIDE Min",))
    assert offered("energy") == offered("tid") == []


def test_what_was_unpublished_a_moment_ago_is_no_title(client):
    make_article(title="Tidal power")
    rebuild()
    Article.objects.update(state="draft")
    assert asked(client, "tidal") == []


def test_a_name_is_offered_as_soon_as_the_index_has_it(client):
    rebuild()
    assert asked(client, "energy") == []
    make_article(title="x", topics=("energy",))
    apply_pending()
    assert [row["kind"] for row in asked(client, "energy")] == ["topic"]


def test_while_the_search_is_down_names_are_offered_alone(client, search_index):
    make_article(title="Energy", topics=("energy",))
    make_article(title="x", topics=("space",), state="draft")
    connections["default"].get_backend().close()
    shutil.rmtree(search_index)
    assert [row["kind"] for row in asked(client, "energy")] == ["topic"]
    assert asked(client, "space") == []


def test_what_is_too_long_is_refused(client):
    response = client.get("/api/v1/complete", {"q": "x" * 513})
    assert response.status_code == 400
    assert "q" in response.json()["error"]["message"]


def test_what_is_offered_can_be_searched_for(client):
    make_article(title='The "tidal" power (2): a plan', institutions=("cas",), authors=("ZHOU Min",))
    rebuild()
    for typed in ("tidal", "chinese", "zhou"):
        (row,) = asked(client, typed)
        assert client.get("/api/v1/search", {"q": row["query"]}).json()["count"] == 1


def test_a_completion_takes_few_queries(client, django_assert_max_num_queries):
    make_article(title="Energy", topics=("energy",))
    rebuild()
    asked(client, "energy")
    with django_assert_max_num_queries(2):
        asked(client, "energ")


def test_names_are_in_the_language_of_who_types(client):
    make_article(topics=("energy",))
    rebuild()
    labels = {
        language: [row["label"] for row in client.get("/api/v1/complete", {"q": "ener", "lang": language}).json()]
        for language in ("en", "zh-Hans")
    }
    assert labels == {"en": ["Energy"], "zh-Hans": ["能源"]}
