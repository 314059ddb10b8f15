import pytest

from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


def page(client, url):
    return client.get(url).content.decode()


def test_issues_are_listed_with_their_number_and_date(client):
    make_issue(number="12", date="2024-05-05")
    assert "No. 12, 5 May 2024</a>" in page(client, "/issues/")


def test_an_issue_known_by_its_month_shows_no_day(client):
    make_issue(date="2024-05-01", date_precision="month")
    assert ">May 2024</a>" in page(client, "/issues/")


def test_draft_issues_are_not_listed(client):
    make_issue(number="77", state="draft")
    assert "No. 77" not in page(client, "/issues/")


def test_the_latest_issues_of_all_publications_come_first(client):
    make_issue(make_publication("Tidal Review"), number="1", date="2020-01-01")
    make_issue(make_publication("Upland Notes"), number="2", date="2024-01-01")
    text = page(client, "/issues/")
    assert text.index("No. 2,") < text.index("No. 1,")


def test_each_publication_is_counted_with_its_years(client):
    publication = make_publication("Tidal Review")
    for year in (2021, 2023):
        make_article(make_issue(publication, date=f"{year}-02-01"))
    text = page(client, "/issues/")
    assert "2 issues" in text
    assert "2 articles" in text
    assert "2021–2023" in text
    assert '<a href="/issues/?publication=tidal-review&amp;year=2023">2023</a>' in text


def test_a_large_archive_names_publications_without_their_years(client, monkeypatch):
    monkeypatch.setattr("articles.views.issues._MOST_YEARS", 1)
    publication = make_publication("Tidal Review")
    make_issue(publication, date="2021-02-01")
    make_issue(publication, date="2022-02-01")
    text = page(client, "/issues/")
    assert '"/issues/?publication=tidal-review"' in text
    assert "year=2021" not in text


def test_the_list_narrows_to_one_publication(client):
    make_issue(make_publication("Tidal Review"), number="1")
    make_issue(make_publication("Upland Notes"), number="2")
    text = page(client, "/issues/?publication=upland-notes")
    assert "No. 2" in text
    assert "No. 1" not in text


def test_an_unknown_publication_is_not_found(client):
    assert client.get("/issues/?publication=nobody").status_code == 404


def test_a_publication_without_a_published_issue_is_not_found(client):
    make_issue(make_publication("Tidal Review"), state="draft")
    assert client.get("/issues/?publication=tidal-review").status_code == 404


def test_no_issues_yet_is_said(client):
    assert "No issue has been published yet" in page(client, "/issues/")


def test_a_publication_shows_its_years_month_by_month(client):
    publication = make_publication("Tidal Review")
    for day in ("2021-03-01", "2021-03-02", "2021-05-01", "2023-01-01"):
        make_issue(publication, date=day)
    rows = client.get("/issues/?publication=tidal-review").context["rows"]
    assert [row.year.number for row in rows] == [2023, 2022, 2021]
    assert [cell.issues for cell in rows[2].cells][:6] == [0, 0, 2, 0, 1, 0]


def test_a_year_leads_to_its_calendar_unless_it_is_empty(client):
    publication = make_publication("Tidal Review")
    for year in (2021, 2023):
        make_issue(publication, date=f"{year}-03-01")
    text = page(client, "/issues/?publication=tidal-review")
    assert '<th scope="row"><a href="/issues/?publication=tidal-review&amp;year=2021">2021</a></th>' in text
    assert '<th scope="row">2022</th>' in text


def test_a_publication_without_any_date_still_shows_its_issues(client):
    make_issue(make_publication("Tidal Review"), date=None, title="A leaflet")
    text = page(client, "/issues/?publication=tidal-review")
    assert "A leaflet" in text
    assert "1 issue without a date" in text


@pytest.mark.parametrize(
    "query", ["", "?publication=harbour-science-daily", "?publication=harbour-science-daily&year=2023"]
)
def test_more_issues_cost_no_more_queries(client, django_assert_max_num_queries, query):
    for _ in range(15):
        make_article()
    with django_assert_max_num_queries(12):
        client.get(f"/issues/{query}")
