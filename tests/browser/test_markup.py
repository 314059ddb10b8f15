"""The HTML of every kind of page, in English and in Chinese, and of our own pages of the admin, in the Nu validator."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.checkers import VALIDATOR, need, need_java
from tests.pages.editing import Desk
from tests.pages.fetching import CHINESE, ENGLISH, NAMES

COMMAND = ["java", "-Xss4m", "-jar", VALIDATOR, "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
BROKEN = "a page with a mistake"


@pytest.fixture(scope="module")
def errors(site, tmp_path_factory):
    """What the validator says of all pages, and of one with a mistake in it, in one run: the page with the sentence."""
    need(VALIDATOR)
    need_java()
    pages = {f"{name}, {language}": site.page(name, language).html for name in NAMES for language in (ENGLISH, CHINESE)}
    pages |= {f"{name} in the admin": html for name, html in Desk(site.url).pages().items()}
    pages[BROKEN] = site.page("home").html.replace("<main", "<main onclick=1 onclick=2", 1)
    folder = tmp_path_factory.mktemp("pages")
    files = {str(folder / f"{number}.html"): name for number, name in enumerate(pages)}
    for file, name in files.items():
        Path(file).write_text(pages[name], "utf-8")
    told = json.loads(subprocess.check_output([*COMMAND, *files]))
    return [(files[each["url"].removeprefix("file:")], _sentence(each)) for each in told["messages"]]


def _sentence(told):
    return f"line {told.get('lastLine')}: {told['message']}\n    {told.get('extract', '').strip()}"


def test_all_markup_is_valid(errors):
    assert not [f"{page}, {error}" for page, error in errors if page != BROKEN]


def test_a_mistake_is_found(errors):
    assert BROKEN in dict(errors)
