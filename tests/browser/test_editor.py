"""The editor's way: from a page on disk to an article that readers find, and back."""

import json
import re
import time
import urllib.error

import pytest
from playwright.sync_api import expect

from tests.served import PASSWORD

pytestmark = pytest.mark.browser

PAGE = """Marsh Valley Gazette

No. 412, 14 May 2024

**Policy**

# Tidal Batteries Win a Grant in Zhejiang

By LIN Qiaoyun

HANGZHOU — The provincial science department has given forty million yuan to a group of engineers who store the
force of the tide in salt batteries. Their first plant stands on an island off Zhoushan.

The money pays for three years of research and for a test field of twelve units.

# Farmers Learn to Read the Soil by Satellite

By GU Wenbo

A course for two hundred farmers opened in Hefei on Monday. They learn to read pictures of the soil that satellites
take every fifth day, and to sow and water after them.
"""
"""What the tests upload: an issue of a newspaper that no demo issue is from."""


@pytest.fixture
def desk(open_page):
    """The editors' rooms, after logging in."""
    page = open_page("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


def upload(desk, text, name="marsh-valley-412.md"):
    """Sends a file in, up to the page that shows what was recognised."""
    desk.goto("/admin/")
    desk.get_by_role("link", name="Upload an issue").click()
    file = {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
    desk.get_by_label("File").set_input_files(file)
    desk.get_by_role("button", name="Read the file").click()


def found(archive, query):
    """The titles that the JSON search finds."""
    return [article["title"] for article in json.loads(archive.get(f"/api/v1/search?q={query}")[1])["results"]]


def within_seconds(is_so, seconds=10):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {seconds} seconds"
        time.sleep(0.2)


def status(archive, path):
    try:
        return archive.get(path)[0]
    except urllib.error.HTTPError as error:
        return error.code


def test_a_page_goes_in_is_corrected_published_found_and_withdrawn(desk, archive):
    upload(desk, PAGE)
    expect(desk.get_by_label("Number")).to_have_value("412")
    expect(desk.get_by_label("Date")).to_have_value("2024-05-14")
    expect(desk.get_by_label("New publication")).to_have_value("Marsh Valley Gazette")
    desk.get_by_role("button", name="Save as a draft").click()

    titles = desk.get_by_label("Title")
    expect(titles.first).to_have_value("Tidal Batteries Win a Grant in Zhejiang")
    expect(desk.get_by_label("Byline").first).to_have_value("By LIN Qiaoyun")
    assert found(archive, "tidal") == []
    titles.first.fill("Tidal Salt Batteries Win a Grant")
    desk.get_by_role("button", name="Save and publish").click()
    expect(titles.first).to_have_value("Tidal Salt Batteries Win a Grant")

    within_seconds(lambda: found(archive, "tidal") == ["Tidal Salt Batteries Win a Grant"])
    desk.goto("/search/?q=tidal")
    desk.get_by_role("link", name="Tidal Salt Batteries Win a Grant").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Tidal Salt Batteries Win a Grant")
    path = re.sub(r"^\w+://[^/]+", "", desk.url)
    data = f"/api/v1/articles/{path.split('/')[2]}"
    assert status(archive, path) == status(archive, data) == 200

    desk.goto("/admin/articles/issue/")
    desk.get_by_role("link", name=re.compile("Marsh Valley Gazette")).first.click()
    desk.get_by_role("link", name="Review").click()
    desk.get_by_role("button", name="Save and unpublish").click()
    expect(desk.get_by_text("Draft", exact=True).first).to_be_visible()
    assert (status(archive, path), status(archive, data)) == (410, 410)
    within_seconds(lambda: found(archive, "tidal") == [])


def test_the_same_file_again_changes_nothing_and_leads_to_the_issue(desk):
    text = PAGE.replace("Marsh Valley Gazette", "Salt Coast Gazette")
    upload(desk, text)
    desk.get_by_role("button", name="Save as a draft").click()
    upload(desk, text)
    desk.get_by_text("in the archive already").get_by_role("link", name="Salt Coast Gazette").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Salt Coast Gazette")


def test_an_empty_file_is_refused_in_words(desk):
    upload(desk, "", name="empty.md")
    expect(desk.get_by_text("The file is empty.")).to_be_visible()


def test_a_date_that_does_not_exist_is_refused_and_the_upload_kept(desk):
    upload(desk, PAGE.replace("Marsh Valley Gazette", "Reed Bank Gazette"))
    desk.get_by_label("Date").fill("2024-02-31")
    desk.get_by_role("button", name="Save as a draft").click()
    expect(desk.get_by_label("Date")).to_have_value("2024-02-31")
    desk.get_by_label("Date").fill("2024-02-29")
    desk.get_by_role("button", name="Save as a draft").click()
    expect(desk.get_by_label("Title").first).to_have_value("Tidal Batteries Win a Grant in Zhejiang")


def test_the_editors_rooms_are_closed_to_readers(open_page):
    page = open_page("/admin/articles/issue/")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
