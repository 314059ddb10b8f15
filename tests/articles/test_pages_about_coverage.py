"""What the page about the archive says of its coverage, and of how well it was read."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from articles.history import recorded
from articles.ingest.records import GAP
from articles.publishing import publish_issue, unpublish_issue
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def publication():
    return make_publication("Tidal Review")


def about(client):
    return client.get("/about/")


def cells(row):
    return [cell.issues if cell.issues or cell.covered else None for cell in row.cells]


def read(client):
    return about(client).context["read"][0].quality


def test_coverage_is_shown_by_month(client, publication):
    for day in ("2021-03-01", "2021-03-02", "2021-06-01"):
        make_issue(publication, date=day)
    row = about(client).context["months"][0].rows[0]
    assert cells(row)[:7] == [None, None, 2, 0, 0, 1, None]


def test_a_year_without_an_issue_is_a_hole(client, publication):
    make_issue(publication, date="2021-03-01")
    make_issue(publication, date="2023-03-01")
    rows = about(client).context["months"][0].rows
    assert [row.year.number for row in rows] == [2023, 2022, 2021]
    assert cells(rows[1]) == [0] * 12


def test_the_shade_is_strongest_where_there_is_most(client, publication):
    for day in range(1, 11):
        make_issue(publication, date=f"2021-03-{day:02d}")
    make_issue(publication, date="2021-04-01")
    shades = [cell.shade for cell in about(client).context["months"][0].rows[0].cells]
    assert shades[2:5] == [5, 1, 0]


def test_an_issue_dated_with_the_year_alone_is_in_no_month(client, publication):
    make_issue(publication, date="2021-01-01", date_precision="year")
    row = about(client).context["months"][0].rows[0]
    assert (row.year.issues, cells(row)) == (1, [None] * 12)


def test_a_large_archive_is_shown_by_year(client, publication, monkeypatch):
    monkeypatch.setattr("articles.views.about._MOST_YEARS", 1)
    for day in ("2021-03-01", "2021-04-01", "2023-05-01"):
        make_issue(publication, date=day)
    context = about(client).context
    assert context["year_numbers"] == [2021, 2022, 2023]
    assert cells(context["year_rows"][0]) == [2, 0, 1]


def test_undated_issues_are_counted_without_a_place_in_time(client, publication):
    make_issue(publication, date=None)
    text = about(client).content.decode()
    assert '<td class="years">undated</td><td class="figure">1</td>' in text
    assert "There is no dated issue yet." in text


def test_shares_are_of_the_public_articles(client, publication):
    issue = make_issue(publication)
    make_article(issue, byline="By CHEN Yu", section="Policy", topics=("energy",), date="2023-03-01")
    make_article(issue, regions=("CN-TJ",), institutions=("cas",))
    make_article(issue, byline="By LI Na", state="draft")
    assert read(client).shares == [50.0] * 6


def test_gaps_are_counted(client, publication):
    issue = make_issue(publication)
    make_article(issue, body=f"Torn {GAP}")
    make_article(issue)
    assert (read(client).with_gap, read(client).gap_share) == (1, 50.0)
    assert "Of 2 articles, 1 has a gap" in about(client).content.decode()


def test_an_issue_that_an_editor_corrected_is_counted_once(client, publication):
    article, editor = make_article(make_issue(publication)), get_user_model().objects.create_superuser("editor")
    for title in ("Tides", "Tides and gauges"):
        with recorded(article.issue, editor):
            article.title = title
            article.save()
    assert read(client).corrected_issues == 1


def test_publishing_corrects_nothing(client, publication):
    article, editor = make_article(make_issue(publication)), get_user_model().objects.create_superuser("editor")
    for change in (unpublish_issue, publish_issue):
        with recorded(article.issue, editor):
            change(article.issue)
    assert read(client).corrected_issues == 0


def test_what_the_rules_change_by_themselves_is_no_correction(client, publication):
    article = make_article(make_issue(publication))
    with recorded(article.issue, None):
        article.title = "Tides"
        article.save()
    assert read(client).corrected_issues == 0


def test_a_change_is_seen_at_once(client, publication):
    make_article(make_issue(publication))
    about(client)
    make_article(make_issue(publication))
    assert about(client).context["articles"] == 2


def test_the_stated_quality_of_tags_is_the_measured_one(client):
    measured = [line for line in (DOCS / "vocabularies.md").read_text().splitlines() if "not fitted" in line][-1]
    stated = about(client).content.decode().partition('id="tags"')[2].partition("</table>")[0]
    assert re.findall(r"(\d+) %<", stated) == re.findall(r"(\d+) %", measured)


def test_the_rights_of_each_publication_are_stated(client):
    make_issue(make_publication("Tidal Review", rights="© Tidal Press"))
    make_issue(make_publication("Upland Notes"))
    text = about(client).content.decode()
    assert "© Tidal Press" in text
    assert "ask the publisher" in text


def test_more_publications_cost_no_more_queries(client, django_assert_max_num_queries):
    for number in range(15):
        make_article(make_issue(make_publication(f"Paper {number}")))
    with django_assert_max_num_queries(12):
        about(client)


def test_a_misread_year_does_not_stretch_the_table(client, publication):
    for day in ("0202-05-01", "2020-01-01", "2022-01-01"):
        make_issue(publication, date=day)
    assert [row.year.number for row in about(client).context["months"][0].rows] == [2022, 2020, 202]


def test_a_change_that_moves_no_line_counts_as_a_correction_at_once(client, publication, django_user_model):
    issue = make_issue(publication)
    make_article(issue)
    about(client)
    issue.changes.create(user=django_user_model.objects.create(username="ed"), summary="Took a tag off")
    assert read(client).corrected_issues == 1
