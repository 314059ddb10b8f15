"""A search is frozen and cited with the keyboard or the mouse, with scripts or without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW

pytestmark = pytest.mark.browser

SEARCH = "/search/?q=digital+economy"
ADDRESS = re.compile(r"/searches/[a-z2-7]{16}/$")


def test_a_search_is_frozen_without_a_script_and_leads_to_its_articles(open_page):
    page = open_page(SEARCH, java_script_enabled=False, viewport=NARROW)
    first = page.locator(".found-hits h3").first.inner_text()
    page.get_by_role("button", name="Cite this search").click()
    expect(page).to_have_url(ADDRESS)
    expect(page.locator(".citation")).to_contain_text("digital economy")
    page.get_by_role("link", name=first).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


def test_the_citation_is_copied_by_keyboard(open_page):
    page = open_page(SEARCH, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Cite this search").press("Enter")
    expect(page).to_have_url(ADDRESS)
    page.get_by_role("button", name="Copy the citation").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(page.url)
