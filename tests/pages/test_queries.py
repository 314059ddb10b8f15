"""How often each kind of page asks the database: seldom, and as often for a large archive as for a small one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Institution, Region, Topic
from search.index import rebuild
from tests.builders import make_article, make_issue, make_publication, make_source
from tests.pages import difficult
from tests.pages.kinds import FORM, KINDS, Catalogue

pytestmark = pytest.mark.django_db

MOST = 12
ROWS = 21
BODY = "The digital economy of the provinces. 科技 政策。 A sentence that ends in [text lost in the source]"


def add_rows(times):
    """Adds `ROWS` publications, issues, authors, captions, tags of each kind, and articles in one issue."""
    topics = list(Topic.objects.order_by("-parent", "slug").values_list("slug", flat=True))
    places = Region.objects.order_by("code")
    regions = [place.code for kind in ("province", "group", "country") for place in places.filter(kind=kind)[:9]]
    institutions = list(Institution.objects.order_by("slug").values_list("slug", flat=True))
    large = make_issue(make_publication("Large Daily"), date="2024-05-06", slug=f"large-{times}")
    for number in range((times - 1) * ROWS, times * ROWS):
        tags = {"topics": topics[: number + 1], "regions": regions[: number + 1]}
        tags |= {"institutions": institutions[: number + 1], "authors": (f"WRITER {number}", "ZHOU Yi")}
        own = make_issue(make_publication(f"Gazette {number}"), date=f"20{number % 20:02}-03-10")
        make_source(own)
        for issue in (own, large):
            title = f"A digital economy for the region, number {number} of {issue.pk}"
            article = make_article(issue, title=title, section=f"Section {number}", body=BODY, **tags)
            for position in range(1, number + 2):
                article.captions.create(position=position, text="A caption", credit="A credit")


@pytest.fixture
def counted(search_index):
    """For each kind of page, how many queries it took with the rows there are: asked cold, then again."""
    client = Client(raise_request_exception=False)

    def count(path, method):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.generic(method, path)
        return len(queries)

    def counted(addresses):
        rebuild()
        return {name: max(count(path, KINDS[name].method) for _ in range(2)) for name, path in addresses.items()}

    return counted


@pytest.fixture
def addresses(search_index):
    """The address of a page of each kind in an archive with some rows of everything."""
    withdrawn = difficult.fill()
    add_rows(1)
    rebuild()
    client = Client()
    archive = Catalogue(
        lambda path: client.get(path).content.decode(),
        lambda path, form: client.post(path, form, content_type=FORM)["Location"],
        withdrawn,
    )
    return {name: kind.address(archive) for name, kind in KINDS.items()}


def test_no_page_asks_often_or_the_oftener_the_more_there_is(counted, addresses):
    few = counted(addresses)
    add_rows(2)
    many = counted(addresses)
    assert {name: count for name, count in few.items() if count > MOST} == {}
    assert {name: (few[name], count) for name, count in many.items() if count != few[name]} == {}
