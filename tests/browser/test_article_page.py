"""The article page in a browser: tags and their passages, marks, copying, tables, and paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture
def tagged(open_page, site):
    """An article with topics and regions, after a search."""

    def open_article(query="", **options):
        return open_page(site.page("article").path + query, **options)

    return open_article


@pytest.fixture
def table(open_page, site):
    return lambda **options: open_page(site.page("article with a table").path, **options)


def first_tag(page):
    return page.locator(".tags li").first


def test_a_tag_shows_its_passage_under_the_pointer_and_keeps_it_while_that_is_over_it(tagged):
    page = tagged()
    passage = first_tag(page).get_by_role("tooltip", include_hidden=True)
    expect(passage).to_be_hidden()
    first_tag(page).get_by_role("link").hover()
    expect(passage).to_be_visible()
    passage.hover()
    expect(passage).to_be_visible()


def test_a_tag_shows_its_passage_on_focus_until_escape(tagged):
    page = tagged()
    passage = first_tag(page).get_by_role("tooltip", include_hidden=True)
    first_tag(page).get_by_role("link").focus()
    expect(passage).to_be_visible()
    page.keyboard.press("Escape")
    expect(passage).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(passage).to_be_visible()


def test_without_javascript_the_passages_are_shown_and_listed(tagged):
    page = tagged(java_script_enabled=False)
    first_tag(page).get_by_role("link").hover()
    expect(first_tag(page).get_by_role("tooltip")).to_be_visible()
    page.get_by_text("Why these tags").click()
    expect(page.get_by_role("term").first).to_have_text(re.compile("Why .+?"))
    expect(page.get_by_role("definition").first).to_contain_text("Found in the text:")


def test_without_javascript_no_button_is_offered_that_needs_it(tagged):
    page = tagged(java_script_enabled=False)
    expect(page.get_by_role("complementary").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("link", name="By mail")).to_be_visible()


def test_the_citation_is_copied_by_keyboard_and_said_to_be(tagged):
    page = tagged(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the citation, Chicago").press("Enter")
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join(page.locator("#citation-chicago").inner_text().split())


def test_where_the_clipboard_is_out_of_reach_the_citation_is_copied_the_old_way(tagged):
    page = tagged()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.get_by_role("button", name="Copy the citation, Chicago").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith(page.locator("#citation-chicago").inner_text()[:20])


def test_a_search_is_marked_and_its_results_are_one_click_away(open_page, site):
    page = open_page(site.page("article out of a search").path)
    expect(page.get_by_role("article").locator("mark").first).to_have_text(re.compile("digital|econom", re.IGNORECASE))
    page.get_by_role("link", name="First place in the text").click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the results").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=digital\+economy"))


def test_a_wide_table_scrolls_by_keyboard(table):
    narrow = table(viewport=NARROW).get_by_role("region", name="Table 1")
    narrow.focus()
    narrow.press("ArrowRight")
    expect(narrow).to_be_focused()
    narrow.page.wait_for_function("document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize("size", [NARROW, {"width": 320, "height": 568}, {"width": 820, "height": 1180}])
def test_no_title_and_no_table_makes_the_page_scroll_sideways(open_page, site, size):
    for name in ("article with a long title", "article without a text", "article with a table", "article in Chinese"):
        page = open_page(site.page(name).path, viewport=size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


def test_on_paper_there_is_the_article_its_tags_and_its_citation_and_nothing_to_click(tagged):
    page = tagged("?q=science")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#citation-chicago")).to_contain_text("October 20, 2022. http")
    expect(first_tag(page).get_by_role("link")).to_be_visible()
    for gone in (".masthead-bar", ".turn", ".related", ".reasons", ".share", ".evidence", "button"):
        assert page.locator(f"{gone}:visible").count() == 0, gone


def test_lines_are_as_long_as_they_are_read_best(tagged):
    page = tagged(viewport=WIDE)
    widths = page.evaluate(
        """() => { const probe = document.createElement("span");
        probe.textContent = "The quick study of seventy lines of a text that was set for reading";
        document.querySelector(".body p").prepend(probe); probe.style.whiteSpace = "nowrap";
        return [document.querySelector(".body").clientWidth, probe.offsetWidth / probe.textContent.length]; }"""
    )
    assert 60 <= widths[0] / widths[1] <= 76
