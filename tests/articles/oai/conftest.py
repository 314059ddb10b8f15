"""What the tests of OAI-PMH ask with: every answer is checked against the schemas."""

import pytest

from articles.models import Topic
from tests.articles.oai.schema import NAMESPACES, checked


class Answer:
    """An answer, asked by XPath with the prefixes of `NAMESPACES`."""

    def __init__(self, response):
        self.response = response
        self.root = checked(response.content)

    def all(self, path):
        return [found if isinstance(found, str) else found.text for found in self.elements(path)]

    def one(self, path):
        (found,) = self.all(path)
        return found

    def elements(self, path):
        return self.root.xpath(path, namespaces=NAMESPACES)

    @property
    def error(self):
        return self.one("/oai:OAI-PMH/oai:error/@code")

    @property
    def numbers(self):
        """The numbers of the articles, in order."""
        return [int(name.rpartition("/")[2]) for name in self.all("//oai:header/oai:identifier")]

    @property
    def deleted(self):
        names = self.all("//oai:header[@status='deleted']/oai:identifier")
        return [int(name.rpartition("/")[2]) for name in names]

    @property
    def token(self):
        return self.one("//oai:resumptionToken")


@pytest.fixture(autouse=True)
def address(settings):
    settings.ARCHIVE_URL = "https://archive.example.org/"


@pytest.fixture
def ask(client, db):
    """Asks by GET with arguments as they stand in the address, `from_` for `from`."""

    def get(verb, **arguments):
        data = {"verb": verb} | {name.rstrip("_"): value for name, value in arguments.items()}
        response = client.get("/oai", data)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/xml; charset=utf-8"
        return Answer(response)

    return get


@pytest.fixture
def topics(db):
    heading = Topic.objects.create(slug="x-sea", name="Sea matters")
    Topic.objects.create(slug="x-tidal", name="Tidal power", name_zh="潮汐能", parent=heading)
