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


def lost(client, *articles):
    """The sentences under “What was lost”."""
    return [loss.sentence for loss in client.get(articles[0].issue.get_absolute_url()).context["losses"]]


def warning(code):
    return {"code": code, "message": "for editors", "line": 1}


def furniture(*kinds):
    return [{"lines": [1, 1], "kind": kind, "text": "…"} for kind in kinds]


def test_the_contents_follow_the_sections_in_order(client):
    issue = make_issue()
    for title, section in [("First", "Policy"), ("Second", ""), ("Third", "Opinion"), ("Fourth", "Policy")]:
        make_article(issue, title=title, section=section)
    text = page(client, issue.get_absolute_url())
    places = [text.index(f">{title}</a>") for title in ("First", "Fourth", "Third", "Second")]
    assert places == sorted(places)


def test_a_long_issue_of_many_sections_leads_to_each(client):
    issue = make_issue()
    for section in ("Policy", "Opinion", "Regions", "Industry") * 6:
        make_article(issue, section=section)
    assert '<a href="#section-4">Industry</a>' in page(client, issue.get_absolute_url())


def test_the_way_up_leads_to_the_year(client):
    issue = make_issue(date="2023-03-10")
    text = page(client, issue.get_absolute_url())
    assert '<a href="/issues/?publication=harbour-science-daily&amp;year=2023">2023</a>' in text


def test_the_way_up_from_an_undated_issue_leads_to_the_undated_ones(client):
    issue = make_issue(date=None)
    address = "/issues/?publication=harbour-science-daily&year=undated"
    assert f'<a href="{address.replace("&", "&amp;")}">Undated</a>' in page(client, issue.get_absolute_url())
    assert client.get(address).status_code == 200


def test_a_draft_issue_is_not_found(client):
    assert client.get(make_issue(state="draft").get_absolute_url()).status_code == 404


def test_a_draft_article_is_not_in_the_contents_but_counted(client):
    article = make_article(title="Held back", state="draft")
    text = page(client, article.issue.get_absolute_url())
    assert "Held back" not in text
    assert "1 article of this issue is not published." in text


def test_the_issue_says_where_text_was_lost(client):
    issue = make_issue()
    make_article(issue, title="Whole")
    torn = make_article(issue, title="Torn", body=f"It breaks off\n\n{GAP}")
    assert lost(client, torn) == ["The source breaks off in 1 article. The gap is shown there."]


def test_an_issue_without_losses_says_so(client):
    assert "No gap was found" in page(client, make_article().issue.get_absolute_url())


def test_a_gap_that_is_in_the_text_no_more_is_none(client):
    assert lost(client, make_article(warnings=[warning("gap")])) == []


def test_characters_that_could_not_be_read_are_said(client):
    assert lost(client, make_article(body="Tid\ufffds"))[0].startswith("In 1 article there are characters that could")


@pytest.mark.parametrize(
    ("code", "words"), [("title", "without a headline"), ("date", "a date is printed"), ("filled", "an editor filled")]
)
def test_what_the_reading_warned_of_is_said_in_a_readers_words(client, code, words):
    sentence = lost(client, make_article(warnings=[warning(code), warning(code)]))[0]
    assert "1 article" in sentence
    assert words in sentence
    assert "for editors" not in sentence


def test_a_file_without_any_article_is_said(client):
    issue = make_issue()
    article = make_article(issue)
    make_source(issue, warnings=[warning("empty")])
    assert lost(client, article) == ["In 1 of its files no article was found."]


def test_what_was_set_apart_is_counted_in_a_readers_words(client):
    issue = make_issue()
    make_source(issue, furniture=furniture("advertisement", "page number", "advertisement", "continuation"))
    make_source(issue, furniture=furniture("advertisement"), is_current=False)
    text = page(client, issue.get_absolute_url())
    assert "Advertisements: 2" in text
    assert "Page heads, page numbers and the like: 1" in text


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


def test_a_source_is_shown_with_its_kind_its_size_and_its_digest(client):
    source = stored(make_issue(), media_type="application/pdf", size=2048)
    text = page(client, source.issue.get_absolute_url()).replace("\xa0", " ")
    assert "PDF, 2.0 KB" in text
    assert f"<code>{source.sha256}</code>" in text


def test_a_source_is_downloaded_byte_for_byte(client):
    source = stored(make_issue(), b"\xef\xbb\xbf# Page\r\n\r\nText\r\n")
    response = client.get(source_url(source))
    assert b"".join(response.streaming_content) == b"\xef\xbb\xbf# Page\r\n\r\nText\r\n"


def test_a_source_is_never_shown_in_place(client):
    source = stored(make_issue(), name="page.html", media_type="text/html")
    response = client.get(source_url(source))
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
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
