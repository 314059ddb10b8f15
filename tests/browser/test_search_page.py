"""Completion while typing, and narrowing by what is chosen or kept out, with pointer, keys and touch."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser

WINDOWS = {"wide": {"viewport": WIDE}, "touch": {"viewport": NARROW, "has_touch": True}}


@pytest.fixture(params=WINDOWS.values(), ids=WINDOWS.keys())
def home(request, open_page):
    return open_page("/", **request.param)


def box(page):
    return page.get_by_role("combobox")


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_in(page, text):
    """Types, and waits until something is offered."""
    box(page).press_sequentially(text)
    options(page).first.wait_for()


def heading(page):
    return page.get_by_role("heading", level=1)


def test_names_and_titles_are_offered_while_typing(home):
    type_in(home, "digital")
    expect(options(home).filter(has_text="Topic").first).to_contain_text("Digital")
    expect(options(home).filter(has_text="Article").first).to_contain_text("Digital")


def test_the_keys_choose_what_is_offered(home):
    type_in(home, "digital econ")
    chosen = options(home).first
    expect(chosen).to_contain_text("Digital economy")
    box(home).press("ArrowDown")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box(home)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(box(home)).to_be_focused()
    box(home).press("Enter")
    home.wait_for_url("**/topics/digital-economy/")


def test_the_keys_lead_around_the_list_and_back_to_the_box(home):
    type_in(home, "digital")
    box(home).press("ArrowUp")
    expect(options(home).last).to_have_attribute("aria-selected", "true")
    box(home).press("ArrowDown")
    expect(box(home)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(home.get_by_role("option", selected=True)).to_have_count(0)


def test_a_title_leads_to_its_article(home):
    type_in(home, "ulanqab data")
    option = options(home).filter(has_text="Article").first
    title = option.locator("span").first.inner_text()
    (option.click if home.viewport_size == WIDE else option.tap)()
    expect(heading(home)).to_have_text(title)


def test_enter_without_a_choice_searches(home):
    type_in(home, "digital")
    box(home).press("Enter")
    home.wait_for_url("**/search/?q=digital")


def test_escape_closes_the_list_and_keeps_the_text(home):
    type_in(home, "digital")
    box(home).press("Escape")
    expect(options(home)).to_have_count(0)
    expect(box(home)).to_have_attribute("aria-expanded", "false")
    expect(box(home)).to_have_value("digital")


def test_leaving_the_box_closes_the_list(home):
    type_in(home, "digital")
    box(home).press("Tab")
    expect(options(home)).to_have_count(0)


def test_how_much_is_offered_is_announced(home):
    type_in(home, "digital econ")
    expect(home.get_by_role("status")).to_have_text(re.compile(r"^\d+ suggestions?$"))
    box(home).press_sequentially("xyz")
    expect(home.get_by_role("status")).to_be_empty()


def test_nothing_moves_when_the_list_opens(home):
    before = heading(home).bounding_box()
    type_in(home, "digital")
    assert heading(home).bounding_box() == before
    assert home.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_an_answer_the_box_is_a_plain_form(home):
    home.route("**/api/v1/complete*", lambda route: route.fulfill(status=200, json=[]))
    box(home).press_sequentially("digital")
    home.wait_for_timeout(300)
    expect(options(home)).to_have_count(0)
    box(home).press("Enter")
    home.wait_for_url("**/search/?q=digital")


def test_a_value_is_kept_out_and_let_in_again(open_page):
    page = open_page("/search/?q=digital+economy")
    topics = page.get_by_role("region", name="Topic")
    topics.get_by_role("link", name="Without Digital economy").focus()
    page.keyboard.press("Enter")
    chip = page.get_by_role("link", name="Remove Topic: not Digital economy")
    expect(chip).to_be_visible()
    expect(topics.get_by_role("link", name=re.compile("^Digital economy"))).to_have_count(0)
    chip.click()
    expect(topics.get_by_role("link", name=re.compile("^Digital economy"))).to_be_visible()


def test_the_sign_that_keeps_out_waits_for_the_pointer(open_page):
    page = open_page("/search/?q=digital+economy")
    row = page.get_by_role("region", name="Topic").get_by_role("listitem").first
    sign = row.get_by_role("link", name="Without")
    expect(sign).to_have_css("opacity", "0")
    row.hover()
    expect(sign).to_have_css("opacity", "1")
    sign.click()
    expect(page.get_by_role("link", name="Remove Topic: not")).to_be_visible()


@pytest.mark.parametrize("window", [WINDOWS["wide"], WINDOWS["touch"] | {"java_script_enabled": False}])
def test_all_values_of_a_facet_are_on_a_page_of_their_own(open_page, window):
    page = open_page("/search/?q=digital+economy&facet=topic", **window)
    page.get_by_role("main").get_by_role("link", name=re.compile("^Energy")).click()
    expect(page.get_by_role("link", name="Remove Topic: Energy")).to_be_visible()


@pytest.mark.parametrize("window", [WINDOWS["wide"], WINDOWS["touch"] | {"java_script_enabled": False}])
def test_a_year_and_a_month_are_chosen_in_the_charts_and_let_go(open_page, window):
    page = open_page("/search/", **window)
    year = page.get_by_role("group", name="Articles by year").get_by_role("link").first
    label = year.get_attribute("aria-label")[:4]
    year.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"Remove Year: {label}")).to_be_visible()
    page.get_by_role("group", name=f"Articles of {label} by month").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile(rf"^Remove \w+ {label}"))).to_be_visible()
    page.get_by_role("link", name="All years").click()
    expect(page.get_by_role("link", name=re.compile("^Remove"))).to_have_count(0)


def test_the_size_of_a_page_is_chosen_without_script(open_page):
    page = open_page("/search/?q=technology", java_script_enabled=False)
    page.get_by_label("Per page").select_option("50")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**size=50*")
    expect(page.get_by_label("Per page")).to_have_value("50")


def test_an_example_of_the_help_runs(open_page):
    page = open_page("/search/", **WINDOWS["touch"])
    page.get_by_role("link", name='"', exact=False).first.tap()
    expect(box(page)).to_have_value(re.compile('^"'))
    expect(page.get_by_role("article").first).to_be_visible()


def test_what_is_offered_is_named_in_the_language_of_the_page(open_page):
    page = open_page("/")
    page.get_by_role("button", name="中文").click()
    box(page).press_sequentially("digital econ")
    expect(page.get_by_role("option").first).to_contain_text("数字经济")
