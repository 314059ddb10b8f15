"""Many issues at once, in a browser: the page follows the reading by itself."""

import pytest
from playwright.sync_api import expect

from tests.articles.batch_files import issues_zip
from tests.served import PASSWORD

pytestmark = pytest.mark.browser
COUNT = 30


def test_the_page_of_a_batch_follows_its_reading_without_being_loaded_again(open_page):
    page = open_page("/admin/articles/batch/add/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    archive = {"name": "year.zip", "mimeType": "application/zip", "buffer": issues_zip(COUNT)}
    page.get_by_label("Files").set_input_files(archive)
    page.get_by_role("button", name="Upload").click()
    page.evaluate("window.sameAsBefore = true")
    expect(page.get_by_text(f"{COUNT} of {COUNT}, finished.").first).to_be_visible(timeout=30_000)
    assert page.evaluate("window.sameAsBefore")
    assert page.get_by_role("status").inner_text().strip() == f"{COUNT} of {COUNT}, finished."
    page.get_by_role("link", name="Harbour Science Daily, No. 7, 2023-03-10").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Harbour Science Daily, No. 7")
