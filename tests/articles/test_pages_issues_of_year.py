import re

import pytest

from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

YEAR = "/issues/?publication=tidal-review&year=2023"


@pytest.fixture
def publication():
    return make_publication("Tidal Review")


def page(client, url=YEAR):
    return client.get(url).content.decode()


def links_in(text, cls):
    return re.findall(r"<a [^>]*>", "".join(re.findall(rf'<td class="{cls}">.*?</td>', text)))


def test_a_day_with_an_issue_is_a_link_to_it(client, publication):
    issue = make_issue(publication, number="7", date="2023-05-05")
    link = f'<a href="{issue.get_absolute_url()}" aria-label="No. 7, 5 May 2023">5</a>'
    assert f'<td class="issued">{link}</td>' in page(client)


def test_days_without_an_issue_are_no_links(client, publication):
    for day in range(1, 8):
        make_issue(publication, date=f"2023-05-0{day}")
    text = page(client)
    assert text.count("<td>31</td>") == 7
    assert len(links_in(text, "issued")) == 7


def test_two_issues_of_one_day_can_both_be_reached(client, publication):
    issues = [make_issue(publication, number=number, date="2023-05-05") for number in "12"]
    links = links_in(page(client), "issued")
    assert [issue.get_absolute_url() in link for issue, link in zip(issues, links, strict=True)] == [True, True]


def test_weeks_begin_on_monday(client, publication):
    make_issue(publication, date="2023-05-01")
    month = client.get(YEAR).context["months"][0]
    assert [day and day.number for day in month.weeks[0]] == [1, 2, 3, 4, 5, 6, 7]


def test_a_year_with_few_issues_shows_only_their_months(client, publication):
    make_issue(publication, date="2023-05-01")
    make_issue(publication, date="2023-07-01")
    assert [month.first.month for month in client.get(YEAR).context["months"]] == [5, 7]


def test_a_year_with_many_issues_shows_all_months(client, publication):
    for day in range(1, 8):
        make_issue(publication, date=f"2023-05-0{day}")
    assert len(client.get(YEAR).context["months"]) == 12


def test_issues_without_a_day_stand_beside_the_calendar(client, publication):
    make_issue(publication, date="2023-05-05")
    make_issue(publication, date="2023-04-01", date_precision="month")
    make_issue(publication, date="2023-01-01", date_precision="year")
    response = client.get(YEAR)
    assert [line.name for line in response.context["loose"]] == ["2023", "April 2023"]
    assert sum(month.issues for month in response.context["months"]) == 1


def test_a_year_of_issues_without_a_day_has_no_calendar(client, publication):
    make_issue(publication, date="2023-04-01", date_precision="month")
    text = page(client)
    assert ">April 2023</a>" in text
    assert 'class="calendar"' not in text


def test_all_issues_of_the_year_are_listed_in_their_order(client, publication):
    later = make_issue(publication, number="2", title="On tides", date="2023-06-01")
    make_issue(publication, number="1", date="2023-05-01")
    make_article(later)
    text = page(client).partition('id="list"')[2]
    places = [
        text.index(words) for words in ("No. 1, 1 May 2023</a>", "No. 2, 1 June 2023</a>", "On tides", "1 article<")
    ]
    assert places == sorted(places)


def test_drafts_are_neither_in_the_calendar_nor_counted(client, publication):
    make_article(make_issue(publication, date="2023-05-01"), state="draft")
    make_issue(publication, number="99", date="2023-06-01", state="draft")
    text = page(client)
    assert "No. 99" not in text
    assert "0 articles" in text


def test_the_neighbouring_years_are_those_with_issues(client, publication):
    for year in (2019, 2023, 2024):
        make_issue(publication, date=f"{year}-05-01")
    context = client.get(YEAR).context
    assert (context["previous"], context["next"]) == ("2019", "2024")


def test_undated_issues_have_a_list_of_their_own(client, publication):
    make_issue(publication, date=None, title="A leaflet")
    make_issue(publication, number="7", date="2023-05-05")
    text = page(client, "/issues/?publication=tidal-review&year=undated")
    assert "A leaflet" in text
    assert "No. 7" not in text


@pytest.mark.parametrize("year", ["2022", "1", "x", "undated", "99999"])
def test_a_year_without_issues_is_not_found(client, publication, year):
    make_issue(publication, date="2023-05-05")
    assert client.get(f"/issues/?publication=tidal-review&year={year}").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_a_page_beyond_the_last_is_not_found(client, publication, number):
    make_issue(publication, date="2023-05-05")
    assert client.get(f"{YEAR}&page={number}").status_code == 404


def test_the_calendar_is_in_the_language_of_the_page(client, publication):
    make_issue(publication, date="2023-05-05")
    text = client.get(YEAR, headers={"accept-language": "zh-hans"}).content.decode()
    assert "<caption>五月" in text
    assert 'aria-label="2023年5月5日"' in text
