"""An archive full of hostile texts, as it is served, and a real Chromium to look at it."""

import json

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import NAMES, chromium_path
from tests.served import running, shell
from tests.xss.looking import Window


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
    return tmp_path_factory.mktemp("hostile") / "data"


@pytest.fixture(scope="package")
def served(data):
    with running(data, ARCHIVE_DEMO="0") as served:
        yield served


@pytest.fixture(scope="package")
def addresses(data, served):
    """The addresses of what says the payloads, by kind."""
    told = json.loads(shell(data, "from tests.xss import planting; planting.plant()").splitlines()[-1])
    shell(data, "from search.index import rebuild; rebuild()")
    return told


@pytest.fixture
def window(chromium, served):
    window = Window(chromium, served.url)
    yield window
    window.close()
    assert not window.troubles, "\n".join(window.troubles[:40])
