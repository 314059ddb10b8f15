"""Pictures of every kind of page, to be looked at: `make gallery`. Difficult articles are among what they show."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import chromium_path
from tests.pages.fetching import CHINESE, ENGLISH, NAMES, Site
from tests.served import running

WIDTHS = (390, 820, 1440)
COLOURS = ("light", "dark")


def take(browser, site, folder):
    """Writes each page in each width, light and dark, whole, and once in Chinese; `index.html` shows them all."""
    taken = []
    page = browser.new_context(locale="en-GB", reduced_motion="reduce").new_page()
    for name in NAMES:
        for language in (ENGLISH, CHINESE):
            show(page, site, name, language)
            for width in WIDTHS:
                for colours in COLOURS if language == ENGLISH else COLOURS[:1]:
                    page.emulate_media(color_scheme=colours)
                    page.set_viewport_size({"width": width, "height": 900})
                    file = f"{name.replace(' ', '-').replace(',', '')}-{language}-{width}-{colours}.png"
                    page.screenshot(path=folder / file, full_page=True)
                    taken.append(file)
    pictures = "\n".join(
        f'<p><a href="{file}">{file}<br><img src="{file}" width="390" loading="lazy"></a>' for file in taken
    )
    (folder / "index.html").write_text(f"<!doctype html><title>Gallery</title>{pictures}", "utf-8")


def show(page, site, name, language):
    """Opens a page as it was fetched, since some of them no browser could ask for."""
    fetched = site.page(name, language)
    page.unroute_all()
    page.route(site.url + fetched.path, lambda route: route.fulfill(content_type="text/html", body=fetched.html))
    page.goto(site.url + fetched.path)


def main(folder):
    path = chromium_path()
    if path is None:
        raise SystemExit("There is no Chromium in PATH to take pictures with.")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running(data) as archive, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        take(browser, Site(archive, data), folder)
        browser.close()
    print(f"{folder}/index.html shows them all.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
