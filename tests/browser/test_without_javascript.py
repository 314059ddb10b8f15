"""Everything that a reader can do works without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.kinds import KINDS

pytestmark = pytest.mark.browser


@pytest.fixture
def at(open_page, site):
    """Opens the page of a kind in a browser that runs no script."""
    return lambda name: open_page(KINDS[name].address(site.catalogue), java_script_enabled=False)


def heading(page):
    return page.get_by_role("heading", level=1)


def hits(page):
    return page.get_by_role("region", name=re.compile("article")).get_by_role("article")


def test_a_search_is_asked_narrowed_and_widened(at):
    page = at("home")
    page.get_by_role("searchbox").fill("digital economy")
    page.get_by_role("button", name="Search", exact=True).click()
    everything = hits(page).count()
    rail = page.get_by_role("region", name="Topic")
    if not rail.is_visible():
        page.get_by_text("Narrow by").click()
    rail.get_by_role("link").first.click()
    assert hits(page).count() <= everything
    page.get_by_role("link", name=re.compile("^Remove")).first.click()
    expect(hits(page)).to_have_count(everything)


def test_a_search_is_sorted_and_cut_into_pages(at):
    page = at("search, found")
    page.get_by_label("Sort by").select_option("oldest")
    page.get_by_label("Per page").select_option(index=0)
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("sort=oldest"))
    assert hits(page).count()


def test_an_article_is_opened_and_its_citation_is_there_to_copy(at):
    page = at("search, found")
    hits(page).first.get_by_role("heading").get_by_role("link").click()
    title = heading(page).inner_text()
    citation = page.locator(".citation").first
    expect(citation).to_be_visible()
    expect(citation).to_contain_text(title.split()[0])
    expect(citation).to_contain_text("http://")
    expect(page.get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)


def test_the_language_is_switched_and_switched_back(at):
    page = at("article")
    address = page.url
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page).to_have_url(address)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_light_and_dark_are_switched_and_left_to_the_system_again(at):
    page = at("home")
    paper = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("body")).not_to_have_css("background-color", paper)
    page.get_by_role("button", name="As my system").click()
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_trends_are_asked_for_and_their_numbers_stand_in_a_table(at):
    page = at("trends")
    main = page.get_by_role("main")
    main.locator("form input[name=of]").first.fill("digital economy")
    main.locator("form button[type=submit], form button:not([type])").first.click()
    expect(page).to_have_url(re.compile("of=digital"))
    expect(main.locator("svg").first).to_be_visible()
    assert main.get_by_role("table", include_hidden=True).get_by_role("row", include_hidden=True).count() > 2


def test_the_calendar_leads_to_an_issue(at):
    page = at("issues of a year")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/issues/.+/.+/"))
    expect(heading(page)).to_be_visible()
