import pytest

from articles.models import Topic
from tests.builders import make_article, make_issue

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/").content.decode()


def test_an_empty_archive_says_how_issues_come_in(client):
    assert "Nothing has been published yet" in page(client)


def test_the_latest_issue_comes_first(client):
    make_article(make_issue(date="2021-01-01"), title="Old news")
    make_article(make_issue(date="2024-01-01"), title="Fresh news")
    assert page(client).index("Fresh news") < page(client).index("Old news")


def test_a_draft_article_is_not_among_the_headlines(client):
    issue = make_issue()
    make_article(issue, title="For all to see")
    make_article(issue, title="Not yet", state="draft")
    assert "For all to see" in page(client)
    assert "Not yet" not in page(client)


def test_a_draft_issue_is_not_on_the_front_page(client):
    make_article(make_issue(state="draft"), title="Too early")
    assert "Too early" not in page(client)


def test_the_extent_counts_what_is_published(client):
    issue = make_issue(date="2019-05-01")
    make_article(issue)
    make_article(issue, state="draft")
    make_article(make_issue(date="2023-05-01"))
    text = page(client)
    assert "2 issues" in text
    assert "2 articles" in text
    assert "2019–2023" in text


def test_a_long_issue_is_cut_short_and_says_so(client):
    issue = make_issue()
    for number in range(9):
        make_article(issue, title=f"Item {number}")
    assert "Item 6" in page(client)
    assert "Item 7" not in page(client)
    assert "All 9 articles of this issue" in page(client)


def test_the_map_leads_to_the_regions_with_articles(client):
    make_article(regions=("CN-GD",))
    text = page(client)
    assert 'href="/regions/CN-GD/"><title>Guangdong (GD): 1 article</title>' in text
    assert 'href="/regions/CN-HL/"' not in text
    assert 'aria-label="Heilongjiang (HL): no articles"' in text


def test_the_numbers_of_the_map_stand_in_a_table_too(client):
    make_article(regions=("CN-GD", "DE"))
    table = page(client).partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Guangdong" in table
    assert "Germany" in table
    assert "Heilongjiang" not in table


def test_a_topic_of_the_first_level_shows_how_much_stands_under_it(client):
    make_article(topics=("energy", "water-resources"))
    make_article(topics=("energy",))
    text = page(client)
    heading = Topic.objects.get(slug="energy").parent
    assert f'{heading}</a> <span class="count">2</span>' in text
    assert 'Energy</a>&nbsp;<span class="count">2</span>' in text


def test_the_largest_topic_comes_first(client):
    make_article(topics=("blockchain",))
    make_article(topics=("energy",))
    make_article(topics=("energy",))
    assert page(client).index("/topics/energy/") < page(client).index("/topics/blockchain/")


def test_the_latest_articles_can_be_followed(client):
    make_article()
    assert 'type="application/atom+xml" href="/feeds/latest.atom"' in page(client)


def test_articles_without_topics_and_regions_leave_no_empty_map(client):
    make_article()
    text = page(client)
    assert "No article has a region yet." in text
    assert "No article has a topic yet." in text


def test_the_names_are_chinese_in_the_chinese_interface(client):
    make_article(regions=("CN-GD",), topics=("energy",))
    text = client.get("/", headers={"accept-language": "zh-CN"}).content.decode()
    assert ">广东</text>" in text
    assert "Energy" not in text


def test_more_issues_cost_no_more_queries(client, django_assert_max_num_queries):
    for _ in range(6):
        make_article(make_issue(), section="Policy", authors=("CHEN Yu",), topics=("energy",), regions=("CN-GD", "DE"))
    with django_assert_max_num_queries(12):
        client.get("/")
