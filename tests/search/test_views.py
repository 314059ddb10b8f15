import re
from html import escape

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
    assert "page 7 of" not in text(response)


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
    with django_assert_max_num_queries(4):  # the state of the catalogue, the articles, their captions and authors
        page(q="sentence", size=20)


def test_a_page_without_hits_takes_few_queries(page, django_assert_max_num_queries):
    make_article(authors=("CHEN Chunyou",), section="Policy")
    rebuild()
    page(q="xylophone sentence", year=2023)
    with django_assert_max_num_queries(1):
        page(q="xylophone sentence", year=2023)


def test_a_hit_leads_to_its_article_and_takes_the_search_along(page):
    article = make_article(title="Harbour winds", section="Policy")
    rebuild()
    address = f'{article.get_absolute_url()}?q=%22winds%22&amp;sort=newest&amp;section=policy"'
    assert f'<a href="{address}>Harbour winds</a>' in text(page(q='"winds"', sort="newest", section="policy"))
    assert f'<a href="{article.get_absolute_url()}">Harbour winds</a>' in text(page())


def test_the_result_is_offered_as_feed_and_as_data(page, client):
    make_article(title="Harbour winds")
    rebuild()
    shown = text(page(q="winds", size=50))
    outputs = page(q="winds", size=50).context["outputs"]
    assert set(outputs) == {"feed", "json_feed", "csv", "json", "ndjson", "ris", "bib"}
    for address in outputs.values():
        assert f'href="{escape(address)}"' in shown
        assert client.get(address).status_code == 200
    assert '<link rel="alternate" type="application/atom+xml"' in shown


def test_a_search_that_finds_nothing_yet_can_be_followed(page):
    shown = text(page(q="xylophone"))
    assert '<a href="/search.atom?q=xylophone">Feed of what will be found</a>' in shown
    assert "export.csv" not in shown


@pytest.mark.parametrize(("size", "offered"), [(20, [20, 50, 100]), (5, [5, 20, 50, 100])])
def test_the_size_of_a_page_is_chosen_beside_the_order(page, size, offered):
    for _ in range(2):
        make_article()
    rebuild()
    response = page(q="sentence", size=size)
    assert response.context["sizes"] == offered
    assert f'<option value="{size}" selected>{size}</option>' in text(response)
    assert 'type="hidden" name="size"' not in re.search('<form class="sort".*?</form>', text(response), re.S)[0]


def test_all_that_narrows_can_be_removed_at_once(page):
    make_article(section="Policy")
    rebuild()
    shown = text(page(q="sentence", section="policy", year="2023", page=1, sort="title"))
    assert '<a class="chips-all" href="?q=sentence&amp;sort=title">Remove all</a>' in shown


def test_the_start_shows_what_can_be_asked_and_all_there_is(page):
    make_article(title="Harbour winds", section="Policy")
    rebuild()
    shown = text(page())
    assert '<details class="syntax" id="syntax" open>' in shown
    assert '<a href="?q=%22carbon+neutrality%22">' in shown
    assert "Harbour winds" in shown
    assert '<span class="name">Policy</span>' in shown


def test_the_box_is_described_by_its_help_and_by_what_is_wrong(page):
    assert 'aria-describedby="asking"' in text(page(q="wind"))
    assert 'aria-describedby="error asking" aria-invalid="true"' in text(page(q='"wind'))


def test_what_may_be_typed_is_set_as_such_in_what_is_wrong(page):
    assert "“<code>title:</code>”" in text(page(q="title:"))
    assert "<script>" not in text(page(q='title: "<script>')).partition("How to ask")[0].partition('id="error"')[2]


def test_no_result_says_why_and_leads_on(page):
    make_article(body="carbon prices")
    rebuild()
    shown = text(page(q="carbon xylophone"))
    assert "<code>xylophone</code> is nowhere in the archive." in shown
    assert '<a href="?q=carbon">Without “xylophone”</a>' in shown


def test_what_may_be_meant_is_asked_once(page):
    make_article(body="biotechnology")
    rebuild()
    assert text(page(q="biotecnology")).count("Did you mean") == 1


def test_names_of_subjects_are_those_of_the_pages_language(page, client, subjects):
    make_article(topics=("energy",))
    rebuild()
    assert '<span class="name">能源</span>' in text(client.get("/search/", headers={"accept-language": "zh-CN"}))
    assert '<span class="name">Energy</span>' in text(client.get("/search/", headers={"accept-language": "en"}))


@pytest.mark.parametrize("q", ["\x00", "\ud7ff", "a\u0301" * 100, "％００", "'; DROP TABLE", "{{ 7 }}", "\U0001f600"])
def test_odd_characters_do_no_harm(page, q):
    assert page(q=q).status_code in {200, 400}
