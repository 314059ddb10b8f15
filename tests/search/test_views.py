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


def test_a_search_cannot_be_posted(client):
    assert client.post(reverse("search")).status_code == 405


def test_a_page_of_hits_takes_few_queries(page, django_assert_max_num_queries):
    for _ in range(20):
        make_article(authors=("CHEN Chunyou",), section="Policy")
    rebuild()
    with django_assert_max_num_queries(10):
        page(q="sentence", size=20)


@pytest.mark.parametrize("q", ["\x00", "\ud7ff", "a\u0301" * 100, "％００", "'; DROP TABLE", "{{ 7 }}", "\U0001f600"])
def test_odd_characters_do_no_harm(page, q):
    assert page(q=q).status_code in {200, 400}
