"""Sets by publication, topic and region."""

import pytest

from articles.models import Topic
from articles.oai.sets import set_spec
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def numbers(ask):
    """The numbers of the articles in a set."""
    return lambda spec: ask("ListIdentifiers", metadataPrefix="oai_dc", set=spec).numbers


def test_a_set_has_the_articles_of_its_publication_topic_or_region(numbers, topics):
    wanted = make_article(topics=("x-tidal",), regions=("CN-TJ",)).pk
    make_article(make_issue(make_publication("Other Paper")))
    for spec in ("publication:harbour-science-daily", "topic:x-tidal", "region:CN-TJ", "topic", "region"):
        assert numbers(spec) == [wanted]


def test_a_topic_of_the_first_level_has_what_is_below_it_too(numbers, topics):
    below, itself = make_article(topics=("x-tidal",)).pk, make_article(topics=("x-sea",)).pk
    assert numbers("topic:x-sea") == [below, itself]
    assert numbers("topic:x-tidal") == [below]


def test_a_header_says_which_sets_a_record_is_in(ask, topics):
    make_article(topics=("x-tidal",), regions=("CN-TJ", "DE"))
    assert ask("ListIdentifiers", metadataPrefix="oai_dc").all("//oai:setSpec") == [
        "publication:harbour-science-daily", "region:CN-TJ", "region:DE", "topic:x-sea", "topic:x-tidal"
    ]  # fmt: skip


def test_a_chinese_name_is_written_in_the_letters_that_a_set_may_have(ask, numbers):
    publication = make_publication("x")
    publication.slug = "科技日报"
    publication.save()
    article = make_article(make_issue(publication))
    spec = "publication:~E7~A7~91~E6~8A~80~E6~97~A5~E6~8A~A5"
    assert spec in ask("ListSets").all("//oai:setSpec")
    assert ask("ListIdentifiers", metadataPrefix="oai_dc").all("//oai:setSpec") == [spec]
    assert numbers(spec) == [article.pk]


def test_no_two_keys_have_the_same_set():
    assert len({set_spec("region", key) for key in ("a~b", "a%b", "a~7Eb", "a b", "a:b")}) == 5


@pytest.mark.parametrize(
    "spec", ["topic:nothing", "colour:red", "topic:x-tidal:deeper", "topic:x~2Dtidal", "topic:~00", "topic:~FF"]
)
def test_a_set_that_there_is_not_has_no_records(ask, topics, spec):
    make_article(topics=("x-tidal",))
    assert ask("ListRecords", metadataPrefix="oai_dc", set=spec).error == "noRecordsMatch"


def test_the_list_of_sets_comes_in_pages(ask):
    make_article()
    answer = ask("ListSets")
    specs, size = answer.all("//oai:setSpec"), int(answer.one("//oai:resumptionToken/@completeListSize"))
    while answer.token:
        answer = ask("ListSets", resumptionToken=answer.token)
        specs += answer.all("//oai:setSpec")
    assert len(specs) == len(set(specs)) == size
    assert {"publication:harbour-science-daily", "topic:energy-and-environment", "region:CN-TJ", "topic"} <= {*specs}


def test_sets_have_names(ask, topics):
    make_article()
    answer = ask("ListSets")
    assert answer.one("//oai:set[oai:setSpec='publication:harbour-science-daily']/oai:setName") == (
        "Publication: Harbour Science Daily"
    )


def test_a_publication_without_a_public_issue_is_no_set_yet(ask):
    make_article(make_issue(make_publication("Hidden Paper"), state="draft"), state="draft")
    assert "publication:hidden-paper" not in ask("ListSets").all("//oai:setSpec")


def test_a_character_that_xml_forbids_breaks_no_list(ask, topics):
    Topic.objects.filter(slug="x-sea").update(name="A sea\x0bmatter")
    token = ask("ListSets").token
    while token:
        answer = ask("ListSets", resumptionToken=token)
        token = answer.token
    assert "Topic: A sea matter" in answer.all("//oai:setName")
