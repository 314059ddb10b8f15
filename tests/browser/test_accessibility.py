"""Every kind of page by the rules of WCAG 2.2, A and AA, light and dark, narrow and wide, as axe judges them."""

import pytest

from tests.browser.checkers import AXE, need
from tests.browser.conftest import NARROW, WIDE
from tests.pages.fetching import NAMES, status_of

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST = {"width": 320, "height": 568}
JUDGE = """async rules => {
    const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(" ")}\\n    ${node.html}`));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
APPEARANCES = [(size, colours) for size in (WIDE, NARROW) for colours in ("light", "dark")]


@pytest.fixture(scope="module")
def window(chromium):
    """One window for all pages, with axe in each of them."""
    need(AXE)
    context = chromium.new_context(locale="en-GB", viewport=WIDE, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


@pytest.fixture
def show(window, site):
    """Shows the page of a kind, as it was fetched; a page that an error comes with in the console is none."""
    errors = []

    def listen(message):
        if message.type == "error":
            errors.append(message.text)

    def show(name):
        page = site.page(name)
        assert page.status == status_of(name)
        window.route(site.url + page.path, lambda route: route.fulfill(content_type="text/html", body=page.html))
        window.goto(site.url + page.path)
        return window

    def fail(error):
        errors.append(str(error))

    window.on("console", listen)
    window.on("pageerror", fail)
    yield show
    window.remove_listener("console", listen)
    window.remove_listener("pageerror", fail)
    window.unroute_all()
    assert not errors


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken(show, name):
    page = show(name)
    broken = []
    for size, colours in APPEARANCES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        broken += [f"{colours}, {size['width']} px: {each}" for each in page.evaluate(JUDGE, RULES)]
    page.set_viewport_size(SMALLEST)
    if (excess := page.evaluate(SIDEWAYS)) > 0:
        broken.append(f"320 px: {excess} px too wide")
    assert not broken, f"{name} ({page.url}):\n" + "\n".join(broken)


def test_a_broken_rule_is_found(window):
    window.set_content("<html><title>A picture</title><img src=nothing.png>")
    assert any(each.startswith("image-alt: ") for each in window.evaluate(JUDGE, RULES))
