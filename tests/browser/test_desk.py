"""The editor's desk by keyboard, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from tests.served import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def review(open_page):
    """Opens the review of a demo issue with four articles: `review(java_script_enabled=False)`."""

    def review(**options):
        page = open_page("/admin/login/?next=/admin/articles/issue/%3Fq=612", **options)
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Review").click()
        return page

    return review


def headings(page):
    return page.locator(".found > h3")


def told(page):
    return page.locator(".messagelist")


def line(page, text):
    return page.locator(".run li").filter(has_text=text).get_by_role("radio").first


def test_an_article_is_split_and_put_together_again_by_keys(review):
    page = review()
    before = headings(page).count()
    line(page, "Under the plan, the core industries").focus()
    page.keyboard.press("n")
    expect(told(page)).to_contain_text("from there on it is article 2")
    expect(headings(page)).to_have_count(before + 1)
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    page.keyboard.press("u")
    expect(told(page)).to_contain_text("Undone: Split article 1")
    expect(headings(page)).to_have_count(before)


def test_lines_are_chosen_with_the_arrows_and_moved(review):
    page = review()
    line(page, "We sell the history of our furnace").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    chosen = page.locator(".chosen")
    expect(chosen).to_contain_text("Lines")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_contain_text("Line ")
    page.keyboard.press("m")
    place = page.get_by_label("belong to")
    expect(place).to_be_focused()
    place.select_option("Advertisement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("to the page’s furniture (advertisement)")
    page.locator("button.undo").click()
    expect(told(page)).to_contain_text("Undone: Moved line")


def test_a_warning_leads_to_its_line(review):
    page = review()
    link = page.locator(".warnings a").first
    number = link.inner_text().removeprefix("Line ")
    link.click()
    expect(page.locator(".chosen")).to_have_text(f"Line {number}")
    page.keyboard.press("g")
    expect(page.locator(".found > h3:focus")).to_be_visible()


def test_return_in_a_field_saves_and_does_nothing_else(review):
    page = review()
    section = page.get_by_label("Section:").first
    was = section.input_value()
    section.fill("Data")
    section.press("Enter")
    expect(told(page)).to_contain_text("Saved 1 corrected article. ")
    page.locator("button.undo").click()
    expect(section).to_have_value(was)


def test_all_of_it_works_without_javascript(review):
    page = review(java_script_enabled=False)
    before = headings(page).count()
    line(page, "Under the plan, the core industries").check()
    page.get_by_role("button", name="A new article starts here").click()
    expect(headings(page)).to_have_count(before + 1)
    page.locator("button.undo").click()
    expect(headings(page)).to_have_count(before)


def test_the_desk_fits_a_phone(review):
    page = review(viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
