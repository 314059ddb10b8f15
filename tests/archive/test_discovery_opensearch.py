"""The description of the search, field by field as OpenSearch 1.1 has them, and used as a browser would."""

import json
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree, html

from search.index import rebuild
from tests.builders import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
LONGEST = {"ShortName": 16, "LongName": 48, "Description": 1024, "Tags": 256}


@pytest.fixture
def description(client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    return etree.fromstring(response.content)


@pytest.fixture
def ask(client, description):
    """What comes from the address for a media type, with words in the place of the parameters."""

    def ask(media_type, words):
        (address,) = [
            each.get("template") for each in description.iter(f"{SPACE}Url") if each.get("type") == media_type
        ]
        address = address.replace("{searchTerms}", quote(words)).replace("{startPage?}", "").replace("{count?}", "")
        assert address.startswith("http://testserver/")
        response = client.get(address)
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, media_type)
        return response

    return ask


@pytest.fixture
def article():
    made = make_article(title="Tidal mills & 潮汐能", standfirst="A plan.")
    rebuild()
    return made


@pytest.mark.parametrize("name", LONGEST)
def test_names_are_no_longer_than_allowed(description, name):
    assert 0 < len(description.findtext(SPACE + name)) <= LONGEST[name]


def test_what_every_description_has_is_there(description):
    assert description.tag == f"{SPACE}OpenSearchDescription"
    assert description.findtext(f"{SPACE}InputEncoding") == "UTF-8"
    assert description.find(f"{SPACE}Query[@role='example']").get("searchTerms")


def test_it_names_its_own_address(description):
    (own,) = [each for each in description.iter(f"{SPACE}Url") if each.get("rel") == "self"]
    assert (own.get("template"), own.get("type")) == (
        "http://testserver/opensearch.xml",
        "application/opensearchdescription+xml",
    )


def test_its_icon_is_a_small_png_of_sixteen_pixels(description, settings):
    icon = description.find(f"{SPACE}Image[@width='16'][@height='16'][@type='image/png']")
    data = (settings.BASE_DIR / icon.text.removeprefix("http://testserver/")).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == int.from_bytes(data[20:24]) == 16
    assert len(data) < 10_000  # as Firefox wants it


def test_the_page_finds_what_is_searched_for(ask, article):
    assert article.get_absolute_url() in ask("text/html", "tidal mills").text


def test_the_feed_finds_it_too(ask, article):
    (entry,) = feedparser.parse(ask("application/atom+xml", "潮汐能").content).entries
    assert entry.title == article.title


def test_so_does_the_json(ask, article):
    assert ask("application/json", "mills").json()["count"] == 1


def test_suggestions_come_in_the_four_lists_that_browsers_read(ask, article):
    typed, words, kinds, addresses = json.loads(ask("application/x-suggestions+json", "tidal mil").content)
    assert (typed, words, kinds) == ("tidal mil", [article.title], ["title"])
    assert addresses == [f"http://testserver{article.get_absolute_url()}"]


def test_what_is_too_long_for_a_query_has_no_suggestions_and_no_error(ask):
    assert json.loads(ask("application/x-suggestions+json", "x" * 5000).content)[1:] == [[], [], []]


def test_drafts_are_not_suggested(ask):
    make_article(title="Tidal secrets", state="draft")
    rebuild()
    assert json.loads(ask("application/x-suggestions+json", "tidal").content)[1] == []


def test_every_page_leads_browsers_to_it_under_its_short_name(client, description):
    for path in ("/", "/about/", "/search/?q=tides", "/nothing-here/"):
        (link,) = html.document_fromstring(client.get(path).text).xpath("//link[@rel='search']")
        assert link.get("type") == "application/opensearchdescription+xml"
        assert link.get("href") == "/opensearch.xml"
        assert link.get("title") == description.findtext(f"{SPACE}ShortName")
