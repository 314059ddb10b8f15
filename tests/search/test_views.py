import pytest
from django.urls import reverse

from search.index import rebuild
from tests.builders import make_article


@pytest.fixture
def page(client, search_index):
    def get(**parameters):
        return client.get(reverse("search"), parameters)

    return get


def text(response):
    return response.content.decode()


def test_the_page_shows_what_is_found_with_the_words_marked(page):
    make_article(title="Harbour winds", body="Wind power grew.")
    rebuild()
    response = page(q="wind")
    assert response.status_code == 200
    assert "Harbour winds" in text(response)
    assert "<mark>Wind</mark> power grew." in text(response)


@pytest.mark.parametrize("parameters", [{"q": '"wind'}, {"q": "x" * 600}, {"page": "abc"}, {"from": "2023-13"}])
def test_what_cannot_be_read_is_said_with_400(page, parameters):
    response = page(**parameters)
    assert response.status_code == 400
    assert response.context["error"]
    assert response.context["result"] is None


def test_a_query_that_cannot_be_read_stays_in_the_box(page):
    response = page(q='"wind', sort="newest")
    assert response.context["search_request"].q == '"wind'
    assert "&quot;wind" in text(response)


def test_an_index_that_is_gone_is_503_and_never_no_result(page, search_index, caplog):
    (search_index / "current").unlink()
    response = page(q="wind")
    assert response.status_code == 503
    assert "out of order" in text(response)
    assert response.context["result"] is None
    assert "rebuild_index" in caplog.text


@pytest.mark.parametrize("size", [1, 20])
def test_a_page_after_the_last_is_404_with_a_way_back(page, size):
    make_article()
    make_article()
    rebuild()
    response = page(page=7, size=size)
    assert response.status_code == 404
    assert "Back to the first page" in text(response)


def test_all_values_of_a_facet_have_a_page_of_their_own(page):
    for number in range(12):
        make_article(section=f"Part {number}")
    rebuild()
    assert "All 12" in text(page(q="sentence"))
    everything = text(page(q="sentence", facet="section"))
    assert all(f'<span class="name">Part {number}</span>' in everything for number in range(12))
    assert '<a href="?q=sentence&amp;section=part-11">' in everything


def test_the_page_of_a_facet_leads_back_to_where_one_was(page):
    make_article(section="Policy")
    rebuild()
    response = page(q="sentence", sort="newest", facet="section")
    assert '<a href="/search/?q=sentence&amp;sort=newest">' in text(response)


def test_a_facet_that_there_is_not_is_refused(page):
    response = page(facet="colour")
    assert response.status_code == 400
    assert "topic, region" in response.context["error"]


def test_a_facet_of_an_index_that_is_gone_is_503(page, search_index):
    (search_index / "current").unlink()
    assert page(facet="topic").status_code == 503


def test_an_excluded_value_is_a_limit_that_can_be_taken_away(page):
    make_article(section="Policy")
    make_article(section="Opinion", title="Harbour winds")
    rebuild()
    response = page(section="-policy")
    assert [hit.article.title for hit in response.context["result"].hits] == ["Harbour winds"]
    assert "Section: not Policy" in text(response)


def test_a_search_cannot_be_posted(client):
    assert client.post(reverse("search")).status_code == 405


def test_a_page_of_hits_takes_few_queries(page, django_assert_max_num_queries):
    for _ in range(20):
        make_article(authors=("CHEN Chunyou",), section="Policy")
    rebuild()
    page(q="sentence", size=20)
    with django_assert_max_num_queries(2):  # the articles and their captions; names are known by now
        page(q="sentence", size=20)


@pytest.mark.parametrize("q", ["\x00", "\ud7ff", "a\u0301" * 100, "％００", "'; DROP TABLE", "{{ 7 }}", "\U0001f600"])
def test_odd_characters_do_no_harm(page, q):
    assert page(q=q).status_code in {200, 400}
