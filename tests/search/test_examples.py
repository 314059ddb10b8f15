from django.http import QueryDict

from search.examples import examples
from search.index import rebuild
from search.parameters import read
from search.results import counts
from tests.builders import make_article, make_issue


def test_every_example_finds_something_in_an_archive_of_its_subject(search_index):
    make_article(make_issue(date="2022-05-01"), title="Carbon neutrality", body="Neutrality of carbon. 人工智能")
    make_article(make_issue(date="2022-05-01"), title="Digital economy", body="Not that.")
    rebuild()
    for example in examples():
        assert counts(read(QueryDict(example.address))).count, example.query


def test_examples_are_made_of_the_archives_own_topics(search_index, subjects):
    rebuild()
    assert "carbon" in examples()[0].query  # nothing to find: the usual words
    from_topic = make_article(title="Ocean floor")
    from_topic.topics.create(slug="ocean-floor", name="Ocean floor")
    rebuild()
    assert examples()[0].query == "ocean floor"


def test_there_are_examples_without_an_index(search_index):
    (search_index / "current").unlink()
    assert '"carbon neutrality"' in [example.query for example in examples()]
