"""What pages weigh as they travel: compressed, with all that they load."""

import pytest

from tests.browser.conftest import WIDE

pytestmark = pytest.mark.browser

KILOBYTE = 1000
SEARCH = "/search/?op=any&q=the+of+science"


@pytest.fixture
def travelled(chromium, archive):
    """The bytes that came over the wire for a page, asked for by a browser with nothing kept, by address."""

    def travelled(path):
        context = chromium.new_context(base_url=archive.url, viewport=WIDE)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        addresses, sizes = {}, {}
        wire.on("Network.responseReceived", lambda told: addresses.update({told["requestId"]: told["response"]}))
        wire.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
        wire.send("Network.enable")
        page.goto(path, wait_until="networkidle")
        context.close()
        return {addresses[each]["url"]: (size, addresses[each]["headers"]) for each, size in sizes.items()}

    return travelled


@pytest.mark.parametrize("path", ["/", SEARCH])
def test_a_page_with_all_it_loads_is_light(travelled, path):
    loaded = {address: size for address, (size, _) in travelled(path).items()}
    assert sum(loaded.values()) < 100 * KILOBYTE, loaded


def test_a_page_of_twenty_results_is_light_by_itself(travelled, archive):
    size, headers = next(iter(travelled(SEARCH).values()))
    assert archive.get(SEARCH)[1].count("<mark>") > 20
    assert headers["Content-Encoding"] == "gzip"
    assert size < 40 * KILOBYTE


def test_the_editors_pages_are_not_compressed(travelled):
    assert "Content-Encoding" not in next(iter(travelled("/admin/login/").values()))[1]
