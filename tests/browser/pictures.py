"""Takes the pictures that README and docs show: `make pictures`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import NARROW, WIDE, chromium_path
from tests.served import PASSWORD, running

SIZES = {"": WIDE, "-narrow": NARROW}


def issue(page: Page) -> None:
    page.goto("/issues/")
    page.get_by_role("main").get_by_role("listitem").get_by_role("link", name="20 October 2022").click()


def article(page: Page) -> None:
    issue(page)
    page.get_by_role("main").get_by_role("list").get_by_role("link").first.click()


def review(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/articles/issue/")
    page.get_by_role("link", name="Science Courier").first.click()
    page.get_by_role("link", name="Review").click()


PICTURES = {
    "home": lambda page: page.goto("/"),
    "issue": issue,
    "article": article,
    "search": lambda page: page.goto("/search/?q=digital+economy"),
    "review": review,
}
"""The name of each picture, and the way to its page."""


def take(browser: Browser, address: str, folder: Path) -> None:
    """Writes every picture in both sizes into `folder`: the first screen of the page, as PNG."""
    for name, find in PICTURES.items():
        for size, viewport in SIZES.items():
            context = browser.new_context(base_url=address, viewport=viewport, locale="en-GB", color_scheme="light")
            page = context.new_page()
            find(page)
            page.screenshot(path=folder / f"{name}{size}.png")
            context.close()


def main(folder: Path) -> None:
    path = chromium_path()
    if path is None:
        raise SystemExit("There is no Chromium in PATH to take pictures with.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running(data) as archive, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        take(browser, archive.url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
