"""What the API says of itself, to machines and to people."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from archive.api import api
from tests.builders import make_article
from tests.databases import committed

pytestmark = pytest.mark.django_db


@pytest.fixture
def description(client):
    return client.get("/api/v1/openapi.json").json()


def operations(description):
    return [operation for path in description["paths"].values() for operation in path.values()]


def test_the_description_is_valid_openapi_3_1(description):
    assert description["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(description).validate()


def test_it_names_what_a_reader_needs_to_know_of_the_api(description):
    assert {"title", "version", "description", "license", "contact"} <= set(description["info"])
    assert description["servers"] == [{"url": "/", "description": "This archive"}]


def test_every_address_of_the_api_is_described(description):
    names = ["articles", "issues", "publications", "topics", "regions", "institutions", "authors", "search", "complete"]
    one = ["articles/{article_id}", "articles/{article_id}/related", "issues/{issue_id}", "export.{format}"]
    assert set(description["paths"]) == {f"/api/v1/{name}" for name in (*names, *one)}


def test_every_operation_says_what_it_is_and_how_it_fails(description):
    for operation in operations(description):
        assert operation["summary"], operation["operationId"]
        assert operation["description"], operation["operationId"]
        assert {"200", "304", "400"} <= set(operation["responses"]), operation["operationId"]
        for status in {"400", "404", "410", "503"}.intersection(operation["responses"]):
            content = operation["responses"][status]["content"]["application/json"]
            assert content == {"schema": {"$ref": "#/components/schemas/Error"}}


def test_every_parameter_is_explained(description):
    for operation in operations(description):
        for parameter in operation["parameters"]:
            assert parameter.get("description"), (operation["operationId"], parameter["name"])


def test_operations_have_short_names_once_each(description):
    names = [operation["operationId"] for operation in operations(description)]
    assert {"articles", "article", "search", "export"} <= set(names)
    assert len(names) == len(set(names))


@committed
def test_the_description_costs_nothing_to_send_again(client, search_index):
    first = client.get("/api/v1/openapi.json")
    assert api.get_openapi_schema() is api.get_openapi_schema()
    assert client.get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.fixture
def page(client):
    make_article()
    return client.get("/api/v1/docs").content.decode()


def test_the_page_for_people_loads_nothing_from_elsewhere(page):
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith(("/", "http://testserver/")) for address in loaded)


def test_a_strict_content_policy_forbids_nothing_on_it(page):
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
    assert "<style" not in page
    assert not re.search(r"<[^>]+\s(?:style|on[a-z]+)=", page)


def test_it_shows_every_operation_with_an_address_to_try(page, client, search_index):
    for operation in operations(api.get_openapi_schema()):
        assert f'id="{operation["operationId"]}"' in page
    for address in re.findall(r'<a href="(/api/v1/[^"]+)"><code>', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_it_leads_back_to_the_archive_and_to_the_machines_description(page):
    assert '<a href="/">' in page
    assert 'href="/api/v1/openapi.json"' in page


def test_it_is_a_page_of_the_site_in_the_readers_language(client):
    page = client.get("/api/v1/docs", headers={"Accept-Language": "zh-CN"})
    assert '<html lang="zh-Hans"' in page.content.decode()
    assert "Access-Control-Allow-Origin" not in page
