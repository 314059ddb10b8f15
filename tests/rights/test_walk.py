"""No address of the site gives away a text that may not be shown: a walk over all that there are.

The addresses are found, not listed, so that whatever is added is walked as well (tests/rights/addresses.py).
"""

import json
from itertools import chain

import pytest
from django.test import Client

from articles.models import Access
from tests.rights.addresses import editors_patterns, operations, patterns
from tests.rights.fetching import fetch, get
from tests.rights.harvesting import requests_to_harvest
from tests.rights.texts import ALWAYS, IN_FULL, NEVER

pytestmark = pytest.mark.django_db

WHOLE = {"begin", "early", "item", "cell", "link", "end"}
TEXTS_AT = {
    "/articles/%(pk)s/%(slug)s/": {*IN_FULL},
    "/articles/%(article_id)s.json": {*IN_FULL},
    "/articles/%(article_id)s.md": WHOLE,
    "/articles/%(article_id)s.txt": WHOLE - {"link"},
    "/issues/%(publication)s/%(slug)s/source/%(pk)s/": {"source"},
    "/api/v1/articles": {*IN_FULL},
    "/api/v1/articles/%(article_id)s": {*IN_FULL},
    "/api/v1/export.%(format)s": {*IN_FULL},
    "/feeds/latest.%(format)s": WHOLE,
}
"""The fields that are found at an address where the full text may be shown: the walk looks at the right places."""

NOTHING_TO_READ = {"/preferences/": 405, "/api/v1/": 404, "/.well-known/security.txt": 404, "/metrics": 404}
"""What an address answers at which nothing can be read."""

OPEN_TO_ALL = {"/admin/login/", "/admin/logout/"}


@pytest.fixture(scope="module")
def archive(standing_archive):
    return standing_archive


@pytest.fixture(scope="module")
def walked(archive):
    """All that anybody can fetch, by the template of its address; the operations of the API under their own."""
    found = {one.template: _fetched(one.addresses(archive)) for one in patterns()}
    description = json.loads(Client().get("/api/v1/openapi.json").content)
    found["operations"] = [*map(get, operations(description, archive))]
    found["/oai"] += map(get, requests_to_harvest(archive))
    return found


def _fetched(addresses):
    return [*chain.from_iterable(map(fetch, addresses))]


def given_away(fetched, words):
    """Which of the words stand in something, by address."""
    return {f"{where} at {one.address}" for one in fetched for word, where in words.items() if word in one.text}


def test_every_address_is_walked(walked):
    answered = {template: {one.status for one in fetched} for template, fetched in walked.items()}
    for template, status in NOTHING_TO_READ.items():
        assert answered.pop(template) == {status}
    assert not [template for template, statuses in answered.items() if not statuses & {200, 301, 302}]


def test_nothing_fails_on_the_way(walked):
    assert not {one.address for one in chain.from_iterable(walked.values()) if one.status >= 500}


def test_a_text_that_may_not_be_shown_is_nowhere(archive, walked):
    words = archive.words(Access.SUMMARY, (*IN_FULL, "source"))
    assert not given_away(chain.from_iterable(walked.values()), words)


@pytest.mark.parametrize("template", TEXTS_AT)
def test_a_text_that_may_be_shown_is_where_it_belongs(archive, walked, template):
    words = archive.words(Access.FULL, TEXTS_AT[template])
    texts = [one.text for one in walked[template]]
    assert not {where for word, where in words.items() if not any(word in text for text in texts)}


@pytest.mark.parametrize("template", ["/articles/%(pk)s/%(slug)s/", "/articles/%(article_id)s.json", "/oai"])
def test_headline_standfirst_and_the_like_go_out_of_every_article(archive, walked, template):
    words = archive.words(Access.FULL, ALWAYS) | archive.words(Access.SUMMARY, ALWAYS)
    texts = [one.text for one in walked[template]]
    assert not {where for word, where in words.items() if not any(word in text for text in texts)}


def test_what_belongs_to_no_article_and_what_editors_are_told_is_nowhere(archive, walked):
    words = archive.words(Access.FULL, NEVER) | archive.words(Access.SUMMARY, NEVER)
    assert not given_away(chain.from_iterable(walked.values()), words)


def test_the_editors_pages_are_for_editors(archive):
    pages = {one.filled(dict.fromkeys(one.arguments, archive.articles[0].pk)) for one in editors_patterns()}
    assert len(pages) > 20
    leads_to = {page: Client().get(page).headers.get("Location", "") for page in pages - OPEN_TO_ALL}
    assert {page for page, where in leads_to.items() if not where.startswith("/admin/login/")} == set()
