"""An archive full of hostile texts, as it is served, and a real Chromium to look at it."""

import json

import pytest

from tests.browser.conftest import chromium
from tests.served import running, shell
from tests.xss.looking import Window

__all__ = ["chromium"]


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
