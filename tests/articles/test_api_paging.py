"""Lists stay right for whoever follows `next` while articles come and go."""

import pytest

from articles.models import Institution, Issue, PublicRecord, Region, Topic
from articles.publishing import unpublish_article
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow(client):
    """The pages of a list, one after the other; `between` is done before each further one."""

    def pages(address, between=lambda: None, way="next"):
        while address:
            response = client.get(address)
            assert response.status_code == 200, response.content
            yield response.json()
            between()
            address = response.json()[way]

    return pages


def ids(pages):
    return [row["id"] for page in pages for row in page["results"]]


def in_many_places():
    """Articles with their own date, their issue's, and none."""
    dated, undated = make_issue(date="2023-03-10"), make_issue(date=None)
    made = [make_article(dated, date=date) for date in ("2024-01-01", None, "2023-03-10", None)]
    return {article.pk for article in (*made, *(make_article(undated) for _ in range(3)))}


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_whoever_follows_next_gets_every_article_once(follow, size):
    there = in_many_places()
    found = ids(follow(f"/api/v1/articles?size={size}"))
    assert (len(found), set(found)) == (len(there), there)


def test_articles_that_come_meanwhile_neither_repeat_nor_hide_others(follow):
    there = in_many_places()
    found = ids(follow("/api/v1/articles?size=2", between=lambda: make_article(make_issue(date="2025-01-01"))))
    assert (len(found), set(found)) == (len(there), there)


def test_articles_that_come_before_others_in_their_issue_change_nothing(follow):
    issue = make_issue()
    there = [make_article(issue, position=position).pk for position in (10, 20, 30, 40, 50)]
    places = iter(range(1, 9))
    found = ids(follow("/api/v1/articles?size=2", between=lambda: make_article(issue, position=next(places))))
    assert found == there


def test_a_list_can_be_followed_back_to_its_beginning(follow):
    in_many_places()
    *_, last = forth = list(follow("/api/v1/articles?size=2"))
    back = list(follow(last["previous"], way="previous"))
    assert [page["results"] for page in (last, *back)] == [page["results"] for page in forth[::-1]]
    assert [page["page"] for page in forth] == [1, 2, 3, 4]
    assert [page["page"] for page in back] == [3, 2, 1]


def test_what_was_added_at_the_front_is_found_on_the_way_back(client, follow):
    there = [make_article().pk for _ in range(4)]
    second = client.get(client.get("/api/v1/articles?size=2").json()["next"]).json()
    new = make_article(make_issue(date="2025-01-01")).pk
    assert sorted(ids(follow(second["previous"], way="previous"))) == sorted([*there[2:], new])


def test_one_can_go_on_from_an_article_that_was_withdrawn(client):
    first, second, third = (make_article(make_issue(date=date)) for date in ("2024-03-01", "2024-02-01", "2024-01-01"))
    PublicRecord.objects.get_or_create(pk=second.pk)
    unpublish_article(second)
    page = client.get(f"/api/v1/articles?after={second.pk}").json()
    assert [row["id"] for row in page["results"]] == [third.pk]
    page = client.get(f"/api/v1/articles?before={second.pk}").json()
    assert [row["id"] for row in page["results"]] == [first.pk]


def test_an_article_that_is_gone_for_good_is_named(client):
    article = make_article()
    number = article.pk
    article.delete()
    response = client.get(f"/api/v1/articles?after={number}")
    assert response.status_code == 404
    message = f"There is no article {number} to go on from. Begin again with the first page."
    assert response.json()["error"]["message"] == message


@pytest.mark.parametrize("states", [("draft", "draft"), ("draft", "published")])
def test_a_draft_is_no_place_to_go_on_from(client, states):
    article = make_article(make_issue(state=states[0]), state=states[1])
    assert client.get(f"/api/v1/articles?after={article.pk}").status_code == 404
    assert client.get(f"/api/v1/issues?after={article.issue_id}").status_code == 404


@pytest.mark.parametrize("size", [1, 2, 100])
def test_after_and_before_give_what_lies_between(follow, size):
    issue = make_issue()
    first, *between, last = (make_article(issue).pk for _ in range(5))
    assert ids(follow(f"/api/v1/articles?after={first}&before={last}&size={size}")) == between


def test_a_page_may_have_a_number_beside_its_place(client):
    articles = [make_article().pk for _ in range(3)]
    page = client.get(f"/api/v1/articles?after={max(articles)}&page=7").json()
    assert (page["page"], len(page["results"])) == (7, 2)


def test_filters_stay_with_the_addresses_of_other_pages(client, follow):
    Topic.objects.create(slug="x-tides", name="Tides")
    there = {make_article(topics=("x-tides",)).pk for _ in range(3)}
    make_article()
    found = ids(follow("/api/v1/articles?topic=x-tides&size=1&fields=id"))
    assert (len(found), set(found)) == (3, there)


def test_the_neighbours_are_in_the_headers_too(client):
    for _ in range(3):
        make_article()
    response = client.get(client.get("/api/v1/articles?size=1").json()["next"])
    page = response.json()
    assert response["Link"] == f'<{page["next"]}>; rel="next", <{page["previous"]}>; rel="prev"'
    assert "Link" not in client.get("/api/v1/articles")


@pytest.mark.parametrize("path", ["topics", "regions", "institutions", "authors", "publications", "issues"])
def test_every_list_can_be_followed(client, follow, path):
    tags = {
        "topics": [topic.slug for topic in Topic.objects.all()[:3]],
        "regions": [region.code for region in Region.objects.all()[:3]],
        "institutions": [institution.slug for institution in Institution.objects.all()[:3]],
    }
    for number in range(3):
        issue = make_issue(make_publication(f"Weekly {number}"), date=f"202{number}-01-01")
        make_article(issue, authors=(f"ZHOU {number}",), **tags)
    whole = client.get(f"/api/v1/{path}").json()["results"]
    assert len(whole) == 3
    pages = list(follow(f"/api/v1/{path}?size=1"))
    assert [page["results"] for page in pages] == [[row] for row in whole]
    back = list(follow(pages[-1]["previous"], way="previous"))
    assert [page["results"] for page in back] == [[row] for row in whole[-2::-1]]


def test_of_the_same_name_each_is_listed_once(client, follow):
    for slug in ("x-tides-1", "x-tides-2", "x-tides-3"):
        make_article(topics=(Topic.objects.create(slug=slug, name="Tides").slug,))
    assert len({row["slug"] for page in follow("/api/v1/topics?size=1") for row in page["results"]}) == 3


def test_going_on_counts_no_rows(client, django_assert_max_num_queries):
    articles = [make_article().pk for _ in range(3)]
    with django_assert_max_num_queries(12) as asked:
        client.get(f"/api/v1/articles?after={max(articles)}&size=1")
    assert not any("OFFSET" in query["sql"] for query in asked)


def test_undated_issues_come_last_and_once(client, follow):
    there = [make_issue(date=date).pk for date in ("2024-01-01", "2023-01-01", None, None)]
    found = ids(follow("/api/v1/issues?size=1"))
    assert (found[:2], sorted(found)) == (there[:2], there)
    assert Issue.objects.get(pk=found[-1]).date is None
