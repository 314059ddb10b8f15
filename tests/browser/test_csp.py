"""No page breaks its own Content-Security-Policy, and what needs a script or a style still works under it."""

import pytest
from playwright.sync_api import expect

from tests.pages.kinds import KINDS, Missing
from tests.served import PASSWORD

pytestmark = pytest.mark.browser

LISTS = (
    "article",
    "author",
    "batch",
    "institution",
    "issue",
    "publication",
    "region",
    "section",
    "sourcefile",
    "topic",
)
REPORT = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(
  `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
"""
EXPECTED = "the server responded with a status of"
"""What Chromium says of a page that is an error, which some are meant to be."""


class Watched:
    """A page that keeps what its console and its policy complained of."""

    def __init__(self, chromium, archive):
        self.context = chromium.new_context(base_url=archive.url, locale="en-GB")
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(REPORT)
        self.page, self.troubles = self.context.new_page(), []
        self.context.on("page", self._watch)
        self._watch(self.page)

    def _watch(self, page):
        page.on("console", lambda message: self._note(message.text, message.type))
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))

    def _note(self, text, kind):
        if (
            (kind == "error" and EXPECTED not in text)
            or "Content Security Policy" in text
            or "Permissions-Policy" in text
        ):
            self.troubles.append(f"{self.page.url}: {text}")

    def walk(self, path):
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        self.troubles += [f"{path}: {one}" for one in self.page.evaluate("window.violations")]


@pytest.fixture
def watched(chromium, archive):
    watched = Watched(chromium, archive)
    yield watched
    watched.context.close()
    assert watched.troubles == []


@pytest.fixture
def desk(watched):
    watched.walk("/admin/login/?next=/admin/")
    watched.page.get_by_label("Username").fill("editor")
    watched.page.get_by_label("Password").fill(PASSWORD)
    watched.page.get_by_role("button", name="Log in").click()
    watched.page.wait_for_url("**/admin/")
    return watched


def test_no_page_for_readers_breaks_its_policy(watched, site):
    for kind in KINDS.values():
        if kind.method == "GET":
            try:
                watched.walk(kind.address(site.catalogue))
            except Missing:
                continue
    watched.walk("/api/v1/docs")


def test_completion_and_copying_work(watched, site):
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.walk("/search/")
    watched.page.get_by_role("combobox").first.press_sequentially("energ", delay=40)
    expect(watched.page.get_by_role("listbox", name="Suggestions").get_by_role("option").first).to_be_visible()
    watched.walk(KINDS["article"].address(site.catalogue))
    watched.page.locator("[data-copy]").first.evaluate("button => button.click()")
    expect(watched.page.get_by_text("Copied")).to_be_visible()


def test_light_and_dark_can_be_chosen(watched):
    watched.walk("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    watched.page.emulate_media(color_scheme="light")
    light = watched.page.evaluate(ground)
    watched.page.locator("button[name=theme][value=dark]").evaluate("button => button.form.requestSubmit(button)")
    expect(watched.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert watched.page.evaluate(ground) != light


def test_no_list_and_no_form_of_the_desk_breaks_its_policy(desk):
    for path in ("", "auth/user/", "auth/group/", "auth/user/add/", "password_change/", "articles/"):
        desk.walk(f"/admin/{path}")
    for model in LISTS:
        desk.walk(f"/admin/articles/{model}/")
        first = desk.page.locator("#result_list th a, #result_list td a").first
        if first.count():
            desk.walk(first.get_attribute("href"))
            history = desk.page.locator("a.historylink")
            if history.count():
                desk.walk(history.first.get_attribute("href"))


def test_what_editors_work_with_breaks_no_policy(desk):
    for path in ("issue/upload/", "issue/add/", "batch/add/", "publication/add/", "article/add/"):
        desk.walk(f"/admin/articles/{path}")
    desk.walk("/admin/articles/issue/?q=612")
    review = desk.page.get_by_role("link", name="Review").get_attribute("href")
    desk.walk(review)
    desk.page.locator(".run li").get_by_role("radio").first.check()
    expect(desk.page.locator(".chosen")).to_contain_text("Line ")
    desk.walk(review.replace("review/", "history/"))


def test_widgets_of_the_desk_work(desk):
    desk.walk("/admin/articles/article/")
    desk.walk(desk.page.locator("#result_list th a").first.get_attribute("href"))
    select = desk.page.locator(".select2-selection").first
    if select.count():
        select.click()
        expect(desk.page.locator(".select2-results__option").first).to_be_visible()
        assert desk.page.locator(".select2-dropdown").evaluate("box => box.getBoundingClientRect().width") > 50
    desk.walk("/admin/auth/user/add/")
    desk.walk("/admin/auth/user/1/change/")
    desk.page.locator(".datetimeshortcuts a").nth(1).click()
    expect(desk.page.locator(".calendarbox").first).to_be_visible()
    root = desk.page.locator("html")
    before = root.get_attribute("data-theme")
    desk.page.locator("button.theme-toggle").first.click()
    expect(root).not_to_have_attribute("data-theme", before)
