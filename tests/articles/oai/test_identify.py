"""What the archive says of itself: Identify, ListMetadataFormats."""

import pytest

from articles.models import PublicRecord
from articles.oai.identifiers import repository
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_the_archive_introduces_itself(ask):
    answer = ask("Identify")
    assert answer.one("//oai:repositoryName") == "Sci-Tech Policy Archive"
    assert answer.one("//oai:baseURL") == "https://archive.example.org/oai"
    assert answer.one("//oai:protocolVersion") == "2.0"
    assert answer.one("//oai:deletedRecord") == "persistent"
    assert answer.one("//oai:granularity") == "YYYY-MM-DDThh:mm:ssZ"
    assert answer.one("//oai:compression") == "gzip"


def test_who_runs_it_can_be_written_to(ask, settings):
    assert ask("Identify").one("//oai:adminEmail") == "webmaster@archive.example.org"
    settings.ARCHIVE_CONTACT = "desk@press.example"
    assert ask("Identify").one("//oai:adminEmail") == "desk@press.example"


def test_it_says_how_its_identifiers_are_made(ask):
    answer = ask("Identify")
    assert answer.one("//id:repositoryIdentifier") == "archive.example.org"
    assert answer.one("//id:sampleIdentifier") == "oai:archive.example.org:article/1"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://archive.example.org:8443/", "archive.example.org"),
        ("http://localhost:8000/", "localhost.invalid"),
        ("http://127.0.0.1:8000/", "host-127-0-0-1.invalid"),
        ("https://163.example.com/", "host-163-example-com.invalid"),
        ("https://政策.example/", "xn--5bvr50c.example"),
    ],
)
def test_any_host_makes_a_name_that_the_guidelines_allow(ask, settings, url, name):
    settings.ARCHIVE_URL = url
    assert repository() == name
    assert ask("Identify").one("//id:repositoryIdentifier") == name


def test_until_it_has_a_public_address_it_names_the_one_that_was_asked(ask, settings):
    settings.ARCHIVE_URL = "http://localhost:8000/"
    assert ask("Identify").one("//oai:baseURL") == "http://testserver/oai"


def test_no_record_is_older_than_it_says(ask):
    make_article()
    make_article()
    oldest = ask("ListIdentifiers", metadataPrefix="oai_dc").all("//oai:datestamp")[0]
    PublicRecord.objects.filter(pk=PublicRecord.objects.last().pk).update(changed_at=None)
    assert ask("Identify").one("//oai:earliestDatestamp") == oldest


def test_records_come_in_two_formats(ask):
    answer = ask("ListMetadataFormats")
    assert answer.all("//oai:metadataPrefix") == ["oai_dc", "mods"]
    assert answer.all("//oai:metadataNamespace")[1] == "http://www.loc.gov/mods/v3"


def test_every_record_comes_in_all_formats(ask):
    make_article(pk=7)
    answer = ask("ListMetadataFormats", identifier="oai:archive.example.org:article/7")
    assert answer.all("//oai:metadataPrefix") == ["oai_dc", "mods"]
