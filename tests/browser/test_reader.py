"""The reader's way through the archive, on wide and narrow screens, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser

WINDOWS = {
    "wide": {"viewport": WIDE},
    "narrow": {"viewport": NARROW},
    "without JavaScript": {"viewport": WIDE, "java_script_enabled": False},
}


@pytest.fixture(params=WINDOWS.values(), ids=WINDOWS.keys())
def home(request, open_page):
    return open_page("/", **request.param)


@pytest.fixture(params=WINDOWS.values(), ids=WINDOWS.keys())
def found(request, open_page):
    """The search page after looking for `digital economy` in the box on the home page."""
    page = open_page("/", **request.param)
    page.locator("form input[type=search]").fill("digital economy")
    page.get_by_role("button", name="Search", exact=True).click()
    return page


def hits(page):
    return page.get_by_role("region", name=re.compile("article")).get_by_role("article")


def headline(hit):
    return hit.get_by_role("heading").get_by_role("link")


def count(page):
    """How many articles the search page says it found."""
    return int(page.get_by_role("heading", name=re.compile(r"\d+ articles?")).inner_text().split()[0])


def choose(page, facet):
    """Narrows by the first value of a facet; returns its name and the count beside it."""
    sheet = page.get_by_text("Narrow by topic, region, year …")
    if sheet.is_visible() and not page.get_by_role("region", name=facet).is_visible():
        sheet.click()
    choice = page.get_by_role("region", name=facet).get_by_role("link").first
    name, number = re.fullmatch(r"(.+?) (\d+) articles?", " ".join(choice.text_content().split())).groups()
    choice.click()
    return name, int(number)


def test_from_the_home_page_through_an_issue_to_its_articles(home):
    home.get_by_role("link", name="All issues").click()
    home.get_by_role("main").get_by_role("link", name=re.compile("2022")).first.click()
    contents = home.get_by_role("main").get_by_role("list").get_by_role("link")
    title = contents.first.inner_text()
    contents.first.click()
    expect(home.get_by_role("heading", level=1)).to_have_text(title)
    turn = home.get_by_role("navigation", name="Articles of this issue")
    turn.get_by_role("link", name=re.compile("Next article")).click()
    expect(home.get_by_role("heading", level=1)).not_to_have_text(title)
    turn.get_by_role("link", name=re.compile("Previous article")).click()
    expect(home.get_by_role("heading", level=1)).to_have_text(title)


def test_from_an_article_to_all_articles_of_a_topic(found):
    title = headline(hits(found).first).inner_text()
    headline(hits(found).first).click()
    topics = found.locator("section").filter(has=found.get_by_role("heading", name="Topics"))
    topic = topics.get_by_role("link").first
    name = topic.inner_text()
    topic.click()
    expect(found.get_by_role("heading", level=1)).to_contain_text(name)
    expect(found.get_by_role("main").get_by_role("link", name=title, exact=True)).to_be_visible()


def test_a_search_shows_the_words_in_their_sentence(found):
    expect(hits(found).first.get_by_role("mark").first).to_have_text(re.compile("digital|econom", re.IGNORECASE))


def test_a_search_is_narrowed_by_topic_and_by_region_and_widened_again(found):
    everything = count(found)
    topic, with_topic = choose(found, "Topic")
    assert count(found) == with_topic <= everything
    region, with_both = choose(found, "Region")
    assert count(found) == with_both <= with_topic
    chips = found.get_by_role("region", name="What narrows this search")
    for name in (region, topic):
        chips.get_by_role("link", name=f"Remove {name}").or_(chips.get_by_role("link", name=name)).first.click()
    assert count(found) == everything


def test_a_search_is_sorted_by_date(found):
    found.get_by_label("Sort by").select_option("newest first")
    found.get_by_role("button", name="Apply").click()
    expect(hits(found).nth(2)).to_be_visible()
    years = [int(re.search(r"\b20\d\d\b", line)[0]) for line in hits(found).all_inner_texts()]
    assert years == sorted(years, reverse=True)


def test_a_search_goes_on_to_the_next_page(found):
    everything = count(found)
    found.goto(f"{found.url}&size=2")
    first = hits(found).all_inner_texts()
    found.get_by_role("navigation", name="Pages").get_by_role("link", name="Next").click()
    assert count(found) == everything
    assert not set(hits(found).all_inner_texts()) & set(first)


def test_a_search_without_a_result_says_what_to_do(found):
    found.locator("form input[type=search]").fill("xylophone")
    found.get_by_role("button", name="Search", exact=True).click()
    expect(found.get_by_role("heading", name="No article found")).to_be_visible()
    expect(found.get_by_text("Fewer or more general words find more")).to_be_visible()


def fits(page):
    """Whether the page is no wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    "path",
    ["/", "/issues/", "/topics/", "/regions/", "/institutions/", "/authors/", "/about/", "/search/?q=digital+economy"],
)
def test_no_page_scrolls_sideways_on_a_phone(open_page, path):
    assert fits(open_page(path, viewport=NARROW))


def test_neither_issue_nor_article_scrolls_sideways_on_a_phone(open_page):
    page = open_page("/issues/", viewport=NARROW)
    page.get_by_role("main").get_by_role("link", name=re.compile("2022")).first.click()
    page.wait_for_url("**/issues/*/*/")
    assert fits(page)
    page.get_by_role("main").get_by_role("list").get_by_role("link").first.click()
    page.wait_for_url("**/articles/*/*/")
    assert fits(page)
