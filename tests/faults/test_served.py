"""The archive as it is served, by its real web server and its real worker."""

import http.client
import shutil
import time
from urllib.parse import quote, urlsplit

import pytest

from tests.faults.corpus import KEEPER
from tests.faults.extent import EXTENT, IS_FULL
from tests.faults.queries import addresses
from tests.served import running, shell

pytestmark = pytest.mark.skipif(not IS_FULL, reason="only `make test-faults` serves an archive for this")

SEED, COUNT, SECONDS = 5, 300, 60
LONGEST_ADDRESS = 8000  # characters; web servers refuse longer ones by themselves
EDIT = """
from articles.models import Article
article = Article.objects.first()
article.body += " zfreshx"
article.save()
"""


@pytest.fixture
def served(archive):
    with running(archive.data, ARCHIVE_DEMO="0") as served:
        yield served


def status(served, path):
    """The status of the answer, and its text."""
    site = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
    site.request("GET", path)
    response = site.getresponse()
    text = response.read().decode()
    site.close()
    return response.status, text


def search(served, word):
    return status(served, f"/search/?q={word}")


def wait_for(served, word, text):
    """Asks until the page has the text; meanwhile the search may be out of order, and never finds nothing."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        code, page = search(served, word)
        if code == 200 and text in page:
            return
        assert code == 503, f"{code}: {page[:500]}"
        time.sleep(0.2)
    pytest.fail(f"no “{text}” within {SECONDS} seconds")


def test_no_query_breaks_the_web_server(served):
    for address in addresses(SEED, COUNT):
        path = f"/search/?{address.query_string}"
        too_long = {414} if len(path) > LONGEST_ADDRESS else set()
        assert status(served, path)[0] in {200, 400, 404} | too_long, path[:500]
    assert f"{EXTENT.articles} articles" in search(served, KEEPER)[1]


def test_the_longest_query_may_be_chinese(served):
    assert search(served, quote("科" * 512))[0] == 200


def test_an_index_that_is_deleted_while_serving_is_503_until_the_next_change_repairs_it(served, archive):
    assert search(served, KEEPER)[0] == 200
    shutil.rmtree(archive.data / "index")
    assert search(served, KEEPER)[0] == 503
    shell(archive.data, EDIT)
    wait_for(served, KEEPER, f"{EXTENT.articles} articles")
    wait_for(served, "zfreshx", "1 article")


def test_a_start_repairs_what_it_finds_damaged(archive):
    for file in (archive.data / "index").rglob("*.*"):
        file.write_bytes(file.read_bytes()[:100])
    with running(archive.data, ARCHIVE_DEMO="0") as served:
        assert f"{EXTENT.articles} articles" in search(served, KEEPER)[1]
