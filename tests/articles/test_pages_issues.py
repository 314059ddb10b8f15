import pytest
from django.core.files.base import ContentFile

from articles.ingest.records import GAP
from tests.builders import make_article, make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db


def page(client, url):
    return client.get(url).content.decode()


def stored(issue, data=b"# A page\r\n", **fields):
    return make_source(issue, data, file=ContentFile(data, name="stored"), **fields)


def source_url(source):
    return f"{source.issue.get_absolute_url()}source/{source.pk}/"


def test_issues_are_listed_with_their_number_and_date(client):
    make_issue(number="12", date="2024-05-05")
    assert "No. 12, 5 May 2024</a>" in page(client, "/issues/")


def test_an_issue_known_by_its_month_shows_no_day(client):
    make_issue(date="2024-05-01", date_precision="month")
    assert ">May 2024</a>" in page(client, "/issues/")


def test_draft_issues_are_not_listed(client):
    make_issue(number="77", state="draft")
    assert "No. 77" not in page(client, "/issues/")


def test_the_list_narrows_to_one_publication(client):
    make_issue(make_publication("Tidal Review"), number="1")
    make_issue(make_publication("Upland Notes"), number="2")
    text = page(client, "/issues/?publication=upland-notes")
    assert "No. 2" in text
    assert "No. 1" not in text


def test_an_unknown_publication_is_not_found(client):
    assert client.get("/issues/?publication=nobody").status_code == 404


def test_a_page_beyond_the_last_is_not_found(client):
    assert client.get("/issues/?page=9").status_code == 404


def test_no_issues_yet_is_said(client):
    assert "No issue has been published yet" in page(client, "/issues/")


def test_the_contents_follow_the_sections_in_order(client):
    issue = make_issue()
    for title, section in [("First", "Policy"), ("Second", ""), ("Third", "Opinion"), ("Fourth", "Policy")]:
        make_article(issue, title=title, section=section)
    text = page(client, issue.get_absolute_url())
    places = [text.index(f">{title}</a>") for title in ("First", "Fourth", "Third", "Second")]
    assert places == sorted(places)


def test_a_draft_issue_is_not_found(client):
    assert client.get(make_issue(state="draft").get_absolute_url()).status_code == 404


def test_a_draft_article_is_not_in_the_contents(client):
    article = make_article(title="Held back", state="draft")
    assert "Held back" not in page(client, article.issue.get_absolute_url())


def test_the_issue_says_where_text_was_lost(client):
    issue = make_issue()
    make_article(issue, title="Whole")
    make_article(issue, title="Torn", body=f"It breaks off\n\n{GAP}")
    assert "The source breaks off in 1 article." in page(client, issue.get_absolute_url())


def test_an_issue_without_gaps_says_so(client):
    assert "No gap was found" in page(client, make_article().issue.get_absolute_url())


def test_the_neighbours_are_of_the_same_publication(client):
    make_issue(number="1", date="2024-01-01")
    middle = make_issue(number="2", date="2024-02-01")
    make_issue(make_publication("Another"), number="99", date="2024-02-02")
    make_issue(number="3", date="2024-03-01", state="draft")
    make_issue(number="4", date="2024-04-01")
    response = client.get(middle.get_absolute_url())
    assert response.context["previous"].number == "1"
    assert response.context["next"].number == "4"


def test_an_undated_issue_comes_before_all_dated_ones(client):
    undated, dated = make_issue(date=None), make_issue(date="2001-01-01")
    assert client.get(undated.get_absolute_url()).context["next"] == dated
    assert client.get(dated.get_absolute_url()).context["previous"] == undated


def test_a_source_is_downloaded_byte_for_byte(client):
    source = stored(make_issue(), b"\xef\xbb\xbf# Page\r\n\r\nText\r\n")
    response = client.get(source_url(source))
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbf# Page\r\n\r\nText\r\n"


def test_a_source_is_never_shown_in_place(client):
    source = stored(make_issue(), name="page.html", media_type="text/html")
    response = client.get(source_url(source))
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


def test_the_source_of_a_draft_issue_is_not_found(client):
    assert client.get(source_url(stored(make_issue(state="draft")))).status_code == 404


def test_a_source_that_holds_a_withdrawn_article_is_not_offered(client):
    source = stored(make_issue(), name="page.md")
    make_article(source.issue, state="draft")
    assert client.get(source_url(source)).status_code == 404
    assert "page.md" not in page(client, source.issue.get_absolute_url())


def test_a_source_whose_file_is_gone_is_not_found(client):
    source = stored(make_issue())
    source.file.storage.delete(source.file.name)
    assert client.get(source_url(source)).status_code == 404


def test_a_longer_issue_costs_no_more_queries(client, django_assert_max_num_queries):
    issue = make_issue()
    for _ in range(15):
        make_article(issue, section="Policy", authors=("CHEN Yu", "LI Na"))
    with django_assert_max_num_queries(12):
        client.get(issue.get_absolute_url())


def test_the_list_of_issues_costs_few_queries(client, django_assert_max_num_queries):
    for _ in range(15):
        make_article()
    with django_assert_max_num_queries(12):
        client.get("/issues/")
