"""The chart of trends: asked for by keyboard, read on wide and narrow screens, followed to the articles behind it."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser

FIVE = "/trends/?of=economy&of=topic:digital-economy&of=region:CN-TJ&of=science&of=policy&by=year"


def labels(page):
    """The boxes of the names beside the lines, from the top."""
    boxes = [text.bounding_box() for text in page.locator(".trend-wide g > g > text").all()]
    return sorted(boxes, key=lambda box: box["y"])


@pytest.mark.parametrize("script", [True, False])
def test_words_typed_into_the_form_are_drawn(open_page, script):
    page = open_page("/trends/", java_script_enabled=script)
    page.get_by_label("Line 1").fill("economy")
    page.get_by_label("Line 2").fill("topic:digital-economy")
    page.get_by_label("Line 2").press("Enter")
    page.wait_for_url(re.compile(r"/trends/\?of=economy&of=topic:digital-economy$"))
    expect(page.locator(".trend-wide g > g > text")).to_have_count(2)
    expect(page.get_by_label("Line 2")).to_have_accessible_description(
        re.compile("^Topic Digital economy .* articles$")
    )


def test_names_beside_the_lines_stand_apart_and_in_the_page(open_page):
    page = open_page(FIVE)
    boxes = labels(page)
    assert len(boxes) == 5
    assert all(above["y"] + above["height"] <= below["y"] + 3 for above, below in pairwise(boxes))
    assert all(box["x"] + box["width"] <= page.viewport_size["width"] for box in boxes)


def test_a_narrow_screen_shows_each_line_in_a_chart_of_its_own(open_page):
    page = open_page(FIVE, viewport=NARROW)
    expect(page.locator(".trend-wide")).to_be_hidden()
    expect(page.get_by_role("img", name=re.compile("Share of all articles"))).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_narrow_screen_has_the_form_behind_a_button(open_page):
    page = open_page(FIVE, viewport=NARROW)
    expect(page.get_by_label("Line 1")).to_be_hidden()
    page.get_by_text("Change what is followed").click()
    expect(page.get_by_label("Line 1")).to_have_value("economy")


def test_a_wide_screen_has_the_form_beside_the_chart(open_page):
    page = open_page(FIVE, viewport=WIDE)
    expect(page.get_by_text("Change what is followed")).to_be_hidden()
    expect(page.get_by_label("Line 1")).to_be_visible()


def test_a_point_of_the_chart_leads_to_its_articles(open_page):
    page = open_page("/trends/?of=economy&by=year")
    point = page.locator(".targets a").last
    count = re.search(r": (\d+) of", point.locator("title").text_content())[1]
    point.click()
    page.wait_for_url("**/search/?q=economy&from=*&to=*")
    expect(page.get_by_role("heading", name=re.compile(rf"^{count} articles?"))).to_be_visible()


def test_the_keyboard_comes_to_the_numbers_and_their_articles(open_page):
    page = open_page("/trends/?of=economy&by=year")
    page.locator("summary", has_text="The numbers").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = page.get_by_role("table").get_by_role("link").first
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=economy&from=*&to=*")


def test_paper_shows_the_chart_and_not_the_form(open_page):
    page = open_page(FIVE)
    page.emulate_media(media="print")
    expect(page.locator(".trend-wide")).to_be_visible()
    expect(page.get_by_label("Line 1")).to_be_hidden()
