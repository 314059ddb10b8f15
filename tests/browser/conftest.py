"""A real archive and a real Chromium for the browser tests, both started once for all of them."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.pages.fetching import Site
from tests.served import running

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 15_000  # milliseconds to wait for something on a page; tests share the machine with each other


def chromium_path():
    """Where this machine has a Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def chromium():
    path = chromium_path()
    if path is None:
        pytest.skip(f"there is no Chromium here: none of {', '.join(NAMES)} is in PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def data(tmp_path_factory):
    """The data folder of the running archive."""
    return tmp_path_factory.mktemp("archive") / "data"


@pytest.fixture(scope="package")
def archive(data):
    """A running archive with the demo issues, the same for all tests here: what one publishes, others can see."""
    with running(data) as served:
        yield served


@pytest.fixture(scope="package")
def site(archive, data):
    """Every kind of page of the running archive."""
    return Site(archive, data)


@pytest.fixture
def open_page(chromium, archive):
    """Opens a page of the archive in a window of its own: `open_page("/", viewport=NARROW)`.

    A test fails if a page that it opened reports an error in its console or a failed request.
    """
    contexts, troubles = [], []

    def open_page(path, **options):
        context = chromium.new_context(base_url=archive.url, locale="en-GB", **({"viewport": WIDE} | options))
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("response", lambda answer: answer.status >= 400 and troubles.append(f"{answer.status} {answer.url}"))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles
