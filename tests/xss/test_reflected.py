"""Payloads that come with a request run on no page that answers it."""

from urllib.parse import quote, urlencode

import pytest

from tests.xss.looking import EVERY, one_in
from tests.xss.payloads import PAYLOADS

pytestmark = pytest.mark.browser

PARAMETERS = (
    "op", "topic", "region", "institution", "section", "publication", "author", "year", "from", "to", "lang", "sort",
    "page", "size", "facet", "frozen", "of", "next",
)  # fmt: skip
REFUSED = (200, 400, 404, 414)
FEWER = max(1, EVERY // 5)


def test_no_query_runs_on_the_page_that_answers_it(window, addresses):
    for payload in one_in(PAYLOADS, FEWER):
        window.look(f"/search/?{urlencode({'q': payload})}", REFUSED)


def test_no_parameter_runs(window, addresses):
    """In each alone, and in all of them at once."""
    for payload in one_in(PAYLOADS, EVERY):
        for name in PARAMETERS:
            window.look(f"/search/?{urlencode({'q': 'tide', name: payload})}", REFUSED)
    for payload in one_in(PAYLOADS, FEWER):
        window.look(f"/search/?{urlencode(dict.fromkeys(PARAMETERS, payload))}", REFUSED)
        window.look(f"/trends/?{urlencode([('of', payload), ('of', f'topic:{payload}')])}", REFUSED)


def test_no_address_runs_on_the_page_that_says_there_is_nothing(window, addresses):
    for payload in one_in(PAYLOADS, EVERY):
        said = quote(payload, safe="")
        for path in (
            f"/{said}",
            f"/topics/{said}/",
            f"/authors/{said}/",
            f"/issues/{said}/{said}/",
            f"/articles/1/{said}/",
        ):
            window.look(path, (200, 400, 404, 410))
        window.look(f"/articles/1/x/?{urlencode({'q': payload})}", (200, 301, 404))


def test_no_error_of_the_data_runs(window, addresses):
    for payload in one_in(PAYLOADS, EVERY):
        for path in ("/api/v1/search", "/oai", "/api/v1/articles", "/search.atom"):
            names = ("q", "verb", "identifier", "resumptionToken", "after", "topic")
            kind, _ = window.fetch(f"{path}?{urlencode(dict.fromkeys(names, payload))}")
            assert "html" not in kind
            window.look(f"{path}?{urlencode({'q': payload, 'verb': payload})}", REFUSED)


def test_no_name_at_the_login_runs(window, addresses):
    window.look("/admin/")
    for payload in PAYLOADS[::40]:
        window.page.goto(f"/admin/login/?{urlencode({'next': payload})}")
        window.page.get_by_label("Username").fill(payload)
        window.page.get_by_label("Password").fill("wrong")
        window.page.get_by_role("button", name="Log in").click()
        window.page.wait_for_load_state()
        window.note(f"login as {payload}")


def test_a_cited_search_does_not_run_its_query(window, addresses):
    for payload in one_in(PAYLOADS, EVERY):
        asked = urlencode({"q": f"wordhurt OR {payload}"})
        answer = window.page.context.request.post(
            "/searches/", data=asked, headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        if answer.ok and "/searches/" in answer.url:
            window.look(answer.url)
    window.look("/search/")
