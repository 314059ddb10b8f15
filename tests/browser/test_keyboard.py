"""The reader's and the editor's way by keyboard alone: wherever the focus goes, it is seen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, WIDE
from tests.pages.kinds import DRAFT
from tests.served import PASSWORD

pytestmark = pytest.mark.browser

MOST_TABS = 250
FOCUSED = """() => {
    const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
    const shapes = [...node.querySelectorAll("rect, path")].map(shape => getComputedStyle(shape));
    const labels = [...(node.labels || [])].map(label => label.innerText);
    return {
        name: [
            node.getAttribute("aria-label"), ...labels, node.innerText, node.type === "submit" && node.value, node.name,
        ].filter(Boolean).join(" ").trim(),
        place: node.closest("section, nav, header, footer, aside, form")?.innerText.split("\\n")[0] || "",
        tag: node.localName, id: node.id,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ||
            shapes.some(shape => shape.stroke !== "none" && parseFloat(shape.strokeWidth) >= 2),
        onScreen: box.width > 0 && box.height > 0,
    };
}"""


def seen(page):
    """What has the focus; it has to be on the screen, with an outline."""
    page.wait_for_load_state()
    focused = page.evaluate(FOCUSED)
    if focused["tag"] not in ("body", "html", "main"):
        assert focused["onScreen"], f"what has the focus cannot be seen: {focused}"
        assert focused["outlined"], f"nothing shows that this has the focus: {focused}"
    return focused


def tab_to(page, wanted, key="Tab"):
    """Presses Tab until `wanted`, a function of what has the focus, is true."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        focused = seen(page)
        if wanted(focused):
            return focused
    raise AssertionError(f"not reached by {MOST_TABS} times {key}")


def named(pattern, place=""):
    return lambda focused: re.search(pattern, focused["name"]) and focused["place"].casefold().startswith(place)


def press_enter(page):
    """Presses Enter, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_over(page, text):
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


@pytest.fixture
def page(chromium, archive):
    context = chromium.new_context(base_url=archive.url, locale="en-GB", viewport=WIDE)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def draft(site):
    """The number of an issue that is not published yet."""
    assert site.catalogue
    return DRAFT


def test_a_reader_searches_narrows_opens_an_article_and_cites_it(page):
    page.goto("/")
    if seen(page)["tag"] != "input":
        tab_to(page, lambda focused: focused["tag"] == "input")
    page.keyboard.type("digital economy")
    press_enter(page)
    for facet in ("topic", "region"):
        tab_to(page, lambda focused, facet=facet: focused["tag"] == "a" and focused["place"].casefold() == facet)
        press_enter(page)
    expect(page).to_have_url(re.compile("topic=.+region="))
    titles = page.locator("article h3").all_inner_texts()
    title = tab_to(page, lambda focused: focused["name"] in titles)["name"]
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    tab_to(page, named(r"^Copy\s+the citation"))
    page.keyboard.press("Enter")
    page.wait_for_function("navigator.clipboard.readText().then(text => text.length > 0)")
    assert title in page.evaluate("navigator.clipboard.readText()")


def test_an_editor_signs_in_edits_a_title_and_publishes(page, draft):
    page.goto(f"/admin/login/?next=/admin/articles/issue/%3Fq={draft}")
    if seen(page)["id"] != "id_username":
        tab_to(page, lambda focused: focused["id"] == "id_username")
    page.keyboard.type("editor")
    tab_to(page, lambda focused: focused["id"] == "id_password")
    page.keyboard.type(PASSWORD)
    press_enter(page)
    tab_to(page, named("^Review$"))
    press_enter(page)
    tab_to(page, lambda focused: focused["tag"] == "input" and re.search(r"^Title", focused["name"]))
    title = page.evaluate("document.activeElement.value")
    type_over(page, f"{title} (corrected)")
    tab_to(page, named("^Save and publish"))
    press_enter(page)
    expect(page.get_by_label("Title").first).to_have_value(f"{title} (corrected)")
    expect(page.locator(".messagelist")).to_contain_text("Saved 1 corrected article.")
