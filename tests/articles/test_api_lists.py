import pytest

from articles.models import Institution, Region, Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

LISTS = ["articles", "issues", "topics", "regions", "institutions"]


@pytest.fixture
def get(client):
    """Reads an address of the API, expecting it to answer well."""

    def read(path, **parameters):
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return read


def make_tags():
    Topic.objects.create(slug="tide-pools", name="Tide pools", name_zh="潮池")
    Region.objects.create(code="X-BAY", name="The Bay", kind="group")
    Institution.objects.create(slug="bay-council", name="Bay Council", abbreviation="BC")
    return {"topics": ("tide-pools",), "regions": ("X-BAY",), "institutions": ("bay-council",)}


def test_articles_come_newest_first(get):
    for date in ("2021-05-01", "2023-05-01", "2022-05-01"):
        make_article(make_issue(date=date), title=date)
    assert [row["title"] for row in get("articles")["results"]] == ["2023-05-01", "2022-05-01", "2021-05-01"]


def test_a_listed_article_is_whole(get):
    article = make_article(body="Tides **rise**.")
    (row,) = get("articles")["results"]
    assert row == get(f"articles/{article.pk}")
    assert (row["body"], row["text"]) == ("Tides **rise**.", "Tides rise.")


def test_an_article_has_the_same_json_at_its_own_address(client, get):
    article = make_article(title="海洋政策")
    response = client.get(f"/articles/{article.pk}.json")
    assert response.json() == get(f"articles/{article.pk}")
    assert "海洋政策".encode() in response.content


def test_issues_carry_the_number_of_their_published_articles(get):
    issue = make_issue(make_publication("Bay Weekly"), number="12", date="2024-02-01", date_precision="month")
    make_article(issue)
    make_article(issue, state="draft")
    assert get("issues")["results"] == [
        {
            "id": issue.pk,
            "url": f"http://testserver{issue.get_absolute_url()}",
            "publication": {"slug": "bay-weekly", "name": "Bay Weekly"},
            "title": None,
            "number": "12",
            "date": "2024-02",
            "article_count": 1,
        }
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("topics", {"slug": "tide-pools", "name": "Tide pools", "name_zh": "潮池", "parent": None}),
        ("regions", {"code": "X-BAY", "name": "The Bay", "kind": "group"}),
        ("institutions", {"slug": "bay-council", "name": "Bay Council", "abbreviation": "BC", "region": None}),
    ],
)
def test_a_vocabulary_lists_what_is_in_use_with_counts(get, path, shown):
    make_article(**make_tags())
    (row,) = get(path)["results"]
    assert row["article_count"] == 1
    assert row.items() >= shown.items()


def test_a_topic_names_the_topic_above_it(get):
    above = Topic.objects.create(slug="shore-life", name="Shore life")
    make_tags()
    Topic.objects.filter(slug="tide-pools").update(parent=above)
    make_article(topics=("tide-pools",))
    assert get("topics")["results"][0]["parent"] == {"slug": "shore-life", "name": "Shore life"}


@pytest.mark.parametrize("path", LISTS)
def test_a_draft_article_is_in_no_list(get, path):
    make_article(make_issue(state="draft"), **make_tags())
    assert get(path)["results"] == []


@pytest.mark.parametrize("path", ["articles", "topics", "regions", "institutions"])
def test_a_draft_article_of_a_published_issue_is_in_no_list(get, path):
    make_article(state="draft", **make_tags())
    assert get(path)["count"] == 0


def test_a_list_is_cut_into_pages_that_link_to_each_other(get):
    for _ in range(5):
        make_article()
    page = get("articles", page=2, size=2)
    assert (page["count"], page["page"], page["size"], len(page["results"])) == (5, 2, 2, 2)
    assert page["next"] == "http://testserver/api/v1/articles?page=3&size=2"
    assert page["previous"] == "http://testserver/api/v1/articles?page=1&size=2"


def test_pages_together_hold_every_article_once(get):
    issue = make_issue()
    articles = {make_article(issue).pk for _ in range(5)}
    seen = [row["id"] for page in (1, 2, 3) for row in get("articles", page=page, size=2)["results"]]
    assert sorted(seen) == sorted(articles)


def test_the_only_page_leads_nowhere(get):
    make_article()
    page = get("articles")
    assert (page["next"], page["previous"], page["size"]) == (None, None, 20)


def test_a_page_after_the_last_is_empty(get):
    make_article()
    assert get("articles", page=9)["results"] == []


@pytest.mark.parametrize("path", LISTS)
def test_a_page_takes_as_many_queries_as_it_has_kinds_of_rows(get, django_assert_max_num_queries, path):
    tags = make_tags()
    for _ in range(20):
        make_article(make_issue(), section="Policy", authors=("ZHOU Min",), **tags)
    with django_assert_max_num_queries(15):
        get(path)
