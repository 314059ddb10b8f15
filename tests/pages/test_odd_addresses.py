"""Whatever an address holds, there is an answer to it, and neither what is typed nor what is printed becomes markup."""

import logging

import pytest
from django.test import Client

from articles.models import Article, Author, Institution, Region, Topic
from search.index import rebuild
from tests.builders import make_article, make_issue, make_publication, make_source
from tests.pages import difficult

pytestmark = pytest.mark.django_db

MARKUP = '"><script>alert(1)</script>'
VALUES = (
    *("", "0", "-1", "1_0", "x", "-", "9" * 30, "9" * 5000, "x" * 5000, "0000", "0202", "9999", "99999", "undated"),
    *("%00", "%ED%A0%80", "%FF%FE", "%D9%A1", "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%93", "a%0Ab", "%25(name)s"),
    *("topic:", "topic:%00", "region:" + "x" * 600, "0001-01-01", "9999-12-31", "2023-13", "(", "%22", "%F0%9F%92%A9"),
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
)
PARAMETERS = {
    "/search/": "q op topic author year from to lang sort page size facet",
    "/search.atom": "q region from",
    "/trends/": "of by from to show publication",
    "/trends.csv": "to",
    "/issues/": "publication year page",
    "/authors/": "page",
    "/topics/markup/": "page",
    "/feeds/latest.atom": "q",
    "/api/v1/search": "q year page",
}
PLACES = (
    *("/articles/{}/", "/articles/{}/x/", "/articles/{}.json", "/articles/{}.bib", "/issues/{0}/{0}/", "//{}"),
    *(
        "/issues/{0}/{0}/source/{0}/",
        "/topics/{}/",
        "/authors/{}/",
        "/feeds/topics/{}.atom",
        "/feeds/authors/{}.atom",
        "/searches/{}/",
        "/searches/{}.json",
    ),
)


@pytest.fixture
def paths(search_index):
    """The pages of articles that are markup all over, of years long past and far ahead; and of all that they name."""
    logging.disable(logging.CRITICAL)
    difficult.fill()
    Topic.objects.create(slug="markup", name=MARKUP, name_zh=MARKUP, description=MARKUP)
    Region.objects.create(code="X-MARKUP", name=MARKUP, name_zh=MARKUP, kind=Region.Kind.COUNTRY)
    Institution.objects.create(slug="markup", name=MARKUP, name_zh=MARKUP, kind=MARKUP)
    publication = make_publication(MARKUP, slug="paper", description=MARKUP, rights=MARKUP)
    tags = {"topics": ("markup",), "regions": ("X-MARKUP",), "institutions": ("markup",), "authors": (MARKUP,)}
    texts = dict.fromkeys(("title", "byline", "section", "standfirst", "body", "source_note"), MARKUP)
    for day in ("0001-01-01", "0202-05-01", "2023-03-10", "9999-12-31", None):
        issue = make_issue(publication, date=day, title=MARKUP, number=MARKUP)
        make_source(issue, name=MARKUP)
        make_article(issue, **tags, **texts).captions.create(text=MARKUP, credit=MARKUP, anchor="")
    rebuild()
    yield [
        *("/", "/about/", "/topics/", "/regions/", "/institutions/", "/regions/X-MARKUP/", "/institutions/markup/"),
        *(Author.objects.get(name=MARKUP).get_absolute_url(), issue.get_absolute_url(), "/articles/999999/"),
        *(article.get_absolute_url() for article in Article.objects.filter(title=MARKUP)),
        *(
            f"{path}?publication=paper{rest}"
            for path in ("/issues/", "/trends/")
            for rest in ("", "&year=202&by=month")
        ),
        *PARAMETERS,
    ]
    logging.disable(logging.NOTSET)


def test_every_odd_address_has_an_answer(paths):
    client = Client()
    asked = [
        f"{path}?{name}={value}" for path, names in PARAMETERS.items() for name in names.split() for value in VALUES
    ]
    asked += [place.format(value) for place in PLACES for value in VALUES if value]
    for path in (*paths, *asked):
        response = client.get(path)
        assert response.status_code < 500, path
        assert b"<script>alert" not in response.content or "html" not in response["Content-Type"], path
        assert not response.get("Location", "/").startswith(("//", "/\\", "http")), path


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT"])
def test_every_page_has_an_answer_to_every_method(paths, method, language):
    client = Client(headers={"Accept-Language": language})
    for path in paths:
        assert client.generic(method, path).status_code < 500, path


def test_words_marked_in_a_text_that_is_markup_stay_text(paths, client):
    article = Article.objects.filter(title=MARKUP).first()
    text = client.get(f"{article.get_absolute_url()}?q=alert+OR+script").text
    assert "&lt;<mark" in text
    assert "<script>alert" not in text
