"""Payloads that are kept in the archive run on no page, and nothing that could run stands on one."""

from functools import partial

import pytest

from tests.served import PASSWORD
from tests.xss.looking import EVERY, Window, one_in
from tests.xss.payloads import BY_THEMSELVES, PAYLOADS

pytestmark = pytest.mark.browser

PUBLIC = ("issue", "author", "topic", "region", "institution", "publication")
DESK = ("desk article", "desk history", "desk review", "desk file", "desk publication", "desk deletion")
LISTS = (
    "/", "/issues/", "/topics/", "/regions/", "/institutions/", "/authors/", "/about/", "/search/?size=100",
    "/search/?size=100&page=2", "/search/?size=100&page=3", "/search/?q=wordhurt&size=100", "/search/?facet=topic",
    "/search/?facet=region", "/search/?facet=institution", "/search/?facet=author", "/search/?facet=publication",
    "/search/?facet=section", "/trends/?of=topic:x1&of=region:X2&of=wordhurt", "/api/v1/docs",
)  # fmt: skip
DATA = (
    "/api/v1/articles?size=100", "/api/v1/search?q=wordhurt&size=100", "/api/v1/export.json", "/api/v1/export.ndjson",
    "/api/v1/export.csv", "/api/v1/topics?size=100", "/api/v1/complete?lang=en&q=hur", "/feeds/latest.atom",
    "/feeds/latest.json", "/search.atom?q=wordhurt", "/search.feed.json?q=wordhurt", "/search.suggestions.json?q=hur",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListRecords&metadataPrefix=mods", "/oai?verb=ListSets",
    "/sitemap.xml", "/sitemap-articles-1.xml", "/opensearch.xml", "/trends.csv?of=wordhurt",
)  # fmt: skip
FORMATS = ("json", "ninjs.json", "csl.json", "md", "txt", "bib", "ris")


def test_the_corpus_is_large_and_each_payload_is_another():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def _answer(text, route):
    route.fulfill(body=text, content_type="text/html")


def test_a_page_that_says_them_as_they_are_is_noticed(chromium, served):
    """Otherwise the silence of the other tests would say nothing."""
    unnoticed = []
    for payload in BY_THEMSELVES:
        window = Window(chromium, served.url)
        window.page.route("**/raw", partial(_answer, payload))
        window.look("/raw")
        if not window.troubles:
            unnoticed.append(payload)
        window.close()
    assert len(unnoticed) < len(BY_THEMSELVES) / 10, unnoticed  # some run in old browsers alone


def test_no_article_runs_what_any_of_its_fields_says(window, addresses):
    for path in addresses["article"]:
        window.look(path)
    assert window.seen == len(PAYLOADS)


def test_no_article_in_chinese_runs_it_either(window, addresses):
    window.page.context.set_extra_http_headers({"Accept-Language": "zh-Hans"})
    for path in one_in(addresses["article"], EVERY):
        window.look(path)


@pytest.mark.parametrize("kind", PUBLIC)
def test_no_page_of_what_articles_are_filed_under_runs_it(window, addresses, kind):
    for path in one_in(addresses[kind], EVERY):
        window.look(path)


@pytest.mark.parametrize("path", LISTS)
def test_no_list_runs_it(window, addresses, path):
    window.look(path)


@pytest.mark.parametrize("path", DATA)
def test_no_data_run_it_where_a_browser_shows_them(window, addresses, path):
    kind, text = window.fetch(path)
    assert "text/html" not in kind, "a browser would take it for a page"
    assert text
    window.look_if_shown(path)


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_of_an_article_runs_it(window, addresses, format):
    for path in one_in(addresses["article"], EVERY):
        kind, _ = window.fetch(f"/articles/{path.split('/')[2]}.{format}")
        assert "html" not in kind


def test_completion_offers_names_as_text(window, addresses):
    window.look("/")
    for typed in ("hurt", "script", "img", "svg", "onerror"):
        box = window.page.get_by_role("combobox")
        box.fill("")
        box.press_sequentially(typed)
        window.page.get_by_role("option").first.wait_for()
        window.note(f"completion of {typed}")


@pytest.mark.parametrize("kind", DESK)
def test_the_desk_runs_none_of_it(window, addresses, kind):
    window.log_in(PASSWORD)
    for path in one_in(addresses[kind], EVERY):
        window.look(path)


def test_no_list_at_the_desk_runs_it(window, addresses):
    window.log_in(PASSWORD)
    for path in addresses["desk list"] + addresses["desk batch"]:
        window.look(path)
