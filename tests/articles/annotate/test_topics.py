from articles.ingest.annotate.topics import MOST_TOPICS, fold
from tests.articles.annotate.texts import keys, tags

PASSING = "The mayor had once studied law. " * 60


def test_the_headline_decides_what_comes_first():
    body = "A blockchain keeps the quantum keys. Vaccines were not discussed."
    assert keys("topics", body, title="Quantum network reaches the coast")[0] == "quantum-technology"


def test_spelling_and_number_make_no_difference():
    assert keys("topics", "Digitalisation.", title="Semiconductors and Wafers") == ["semiconductors-communications"]
    assert fold("Commercialisations") == fold("commercialization")


def test_a_letter_that_stands_alone_is_no_plural():
    assert keys("topics", "Science s s park, digital s economy.") == []


def test_an_abbreviation_counts_as_written():
    assert keys("topics", "AI reads the AI forms.", title="What AI reads") == ["artificial-intelligence"]
    assert keys("topics", "Ai Weiwei came.", title="Ai Weiwei") == []


def test_a_subject_named_once_in_a_long_article_is_not_its_topic():
    assert "blockchain" not in keys("topics", f"{PASSING}\n\nA blockchain was mentioned.\n\n{PASSING}")


def test_phrases_that_hold_a_cue_by_chance_are_read_over():
    assert keys("topics", "The office space is cheap and the business climate is fine.") == []


def test_an_article_about_everything_has_few_topics():
    cues = "vaccine blockchain satellite patent earthquake robot semiconductor biodiversity railway museum drone"
    assert len(keys("topics", f"{cues}. {cues}.")) == MOST_TOPICS


def test_a_headline_in_capitals_is_read_like_any_other():
    assert keys("topics", "", title="NEW VACCINE AGAINST MALARIA") == ["vaccines-epidemics"]


def test_the_evidence_is_a_sentence_rather_than_the_headline():
    (tag,) = tags("topics", "It was a dry day. The satellite saw the satellite dish.", title="A satellite passes")
    assert (tag.key, tag.evidence) == ("space", "The satellite saw the satellite dish.")
