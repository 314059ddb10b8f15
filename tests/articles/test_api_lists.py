import pytest

from articles.models import Institution, Region, Topic
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

LISTS = ["articles", "issues", "publications", "topics", "regions", "institutions", "authors"]


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


def test_a_publication_says_what_may_be_done_with_its_texts(get):
    publication = make_publication("Bay Weekly", rights="All rights reserved.", access="summary")
    make_article(make_issue(publication))
    make_article(make_issue(publication))
    make_article(make_issue(publication, state="draft"))
    assert get("publications")["results"] == [
        {
            "slug": "bay-weekly",
            "name": "Bay Weekly",
            "language": "en",
            "description": None,
            "rights": "All rights reserved.",
            "access": "summary",
            "url": "http://testserver/issues/?publication=bay-weekly",
            "issue_count": 2,
            "article_count": 2,
        }
    ]


def test_authors_are_listed_with_the_number_of_their_articles(get):
    make_article(authors=("ZHOU Min",))
    make_article(authors=("ZHOU Min", "AN Li"))
    assert [(row["slug"], row["article_count"]) for row in get("authors")["results"]] == [("an-li", 1), ("zhou-min", 2)]


def test_an_issue_has_an_address_of_its_own(get, client):
    issue = make_article().issue
    assert get(f"issues/{issue.pk}") == get("issues")["results"][0]
    assert get(f"issues/{issue.pk}", fields="date") == {"date": "2023-03-10"}
    draft = make_issue(state="draft")
    assert client.get(f"/api/v1/issues/{draft.pk}").status_code == 404


def test_issues_are_narrowed_by_publication_and_year(get):
    for name, date in (("Bay Weekly", "2023-01-01"), ("Bay Weekly", "2024-01-01"), ("Pier Daily", "2024-01-01")):
        make_issue(make_publication(name), date=date)
    make_issue(make_publication("Pier Daily"), date=None)
    assert [row["date"] for row in get("issues", publication="bay-weekly")["results"]] == ["2024-01-01", "2023-01-01"]
    assert get("issues", year=["2023", "2024"])["count"] == 3
    assert [row["date"] for row in get("issues", publication="pier-daily", year="-2024")["results"]] == [None]


@pytest.mark.parametrize("path", LISTS)
def test_only_the_fields_that_are_named_come_in_a_list(get, path):
    make_article(section="Policy", authors=("ZHOU Min",), **make_tags())
    (row,) = get(path)["results"]
    for name in row:
        assert get(path, fields=name)["results"] == [{name: row[name]}]


def test_only_the_fields_that_are_named_come_of_an_article(get):
    article = make_article(title="Tides")
    assert get(f"articles/{article.pk}", fields="title,id") == {"id": article.pk, "title": "Tides"}


def test_texts_that_are_not_asked_for_are_not_read(get, django_assert_max_num_queries):
    make_article()
    with django_assert_max_num_queries(12) as asked:
        get("articles", fields="id,title,updated_at")
    assert not any('"articles_article"."body"' in query["sql"] for query in asked)
    assert not any("evidence" in query["sql"] for query in asked)


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_field_is_refused_with_those_there_are(client, path):
    response = client.get(f"/api/v1/{path}?fields=url,titel")
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith("Parameter “fields”: There is no field “titel” here. There")


def test_a_topic_names_the_topic_above_it(get):
    above = Topic.objects.create(slug="shore-life", name="Shore life")
    make_tags()
    Topic.objects.filter(slug="tide-pools").update(parent=above)
    make_article(topics=("tide-pools",))
    assert get("topics")["results"][0]["parent"] == {"slug": "shore-life", "name": "Shore life"}


@pytest.mark.parametrize("path", LISTS)
def test_a_draft_article_is_in_no_list(get, path):
    make_article(make_issue(state="draft"), authors=("ZHOU Min",), **make_tags())
    assert get(path)["results"] == []


@pytest.mark.parametrize("path", ["articles", "topics", "regions", "institutions", "authors"])
def test_a_draft_article_of_a_published_issue_is_in_no_list(get, path):
    make_article(state="draft", authors=("ZHOU Min",), **make_tags())
    assert get(path)["count"] == 0


def test_a_list_is_cut_into_pages_that_link_to_each_other(get):
    for _ in range(5):
        make_article()
    page = get("articles", page=2, size=2)
    first, last = (row["id"] for row in page["results"])
    assert (page["count"], page["page"], page["size"]) == (5, 2, 2)
    assert page["next"] == f"http://testserver/api/v1/articles?size=2&page=3&after={last}"
    assert page["previous"] == f"http://testserver/api/v1/articles?size=2&page=1&before={first}"


def test_pages_together_hold_every_article_once(get):
    issue = make_issue()
    articles = {make_article(issue).pk for _ in range(5)}
    seen = [row["id"] for page in (1, 2, 3) for row in get("articles", page=page, size=2)["results"]]
    assert sorted(seen) == sorted(articles)


def test_the_only_page_leads_nowhere(get):
    make_article()
    page = get("articles")
    assert (page["next"], page["previous"], page["size"]) == (None, None, 20)


def test_a_page_after_the_last_is_empty_and_leads_back_to_the_last(get):
    make_article()
    page = get("articles", page=9)
    assert (page["results"], page["next"]) == ([], None)
    assert page["previous"] == "http://testserver/api/v1/articles?page=1"


@pytest.mark.parametrize("path", LISTS)
def test_a_page_takes_as_many_queries_as_it_has_kinds_of_rows(get, django_assert_max_num_queries, path):
    tags = make_tags()
    for _ in range(20):
        make_article(make_issue(), section="Policy", authors=("ZHOU Min",), **tags)
    with django_assert_max_num_queries(15):
        get(path)
