"""The documentation names what there is, and what it names is there."""

import re
from pathlib import Path

import pytest

from archive.api import api
from articles.exports import EXPORTERS
from articles.exports.fields import ARTICLE_FIELDS
from articles.oai.formats import FORMATS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def first_column(page: str) -> set[str]:
    """All names in code in the first cells of the page's tables."""
    rows = re.findall(r"^\| (.*?) \|", (ROOT / "docs" / page).read_text(), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def headings(page: Path) -> set[str]:
    """What links to the headings of a page are called (as GitHub makes them)."""
    told = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in told}


def test_every_field_of_an_article_is_explained():
    assert set(ARTICLE_FIELDS) <= first_column("api.md")


def test_every_parameter_is_explained():
    operations = [path["get"] for path in api.get_openapi_schema()["paths"].values()]
    told = {given["name"] for one in operations for given in one.get("parameters", []) if given["in"] == "query"}
    assert told <= first_column("api.md")


def test_every_address_of_the_api_is_listed():
    paths = api.get_openapi_schema()["paths"]
    assert {re.sub(r"\{(?:\w+_)?(\w+)\}", r"<\1>", path) for path in paths} <= first_column("api.md")


def test_every_format_of_the_export_is_explained():
    assert set(EXPORTERS) <= first_column("bulk.md")


def test_every_format_of_a_harvest_is_explained():
    assert set(FORMATS) <= first_column("harvesting.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_within_the_documentation_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        path, _, heading = link.partition("#")
        if path.startswith("http"):
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not heading or heading in headings(target), link


def test_the_architecture_names_only_modules_that_there_are():
    for name in first_column("architecture.md"):
        if "/" in name:
            assert (ROOT / name).exists(), name
