"""What the pipeline read, in the database: the whole of it, once, or nothing."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest.pipeline import read_issue
from articles.models import Article, Author, Issue, Origin, Publication, Section, SourceFile
from articles.store import match_publication, profile_of, save_issue
from tests.articles.desk import PAGE
from tests.builders import make_publication

pytestmark = pytest.mark.django_db

SECOND_PAGE = PAGE.replace("Tide gauges report by satellite", "Ferries learn to wait").replace("battery", "harbour")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def store(text=PAGE, name="page.md", **options):
    data = text.encode()
    return save_issue(read_issue(data, name), data, **options)


def kept_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_page_becomes_a_draft_issue_of_the_publication_it_names():
    issue = store().issue
    assert (str(issue), issue.state) == ("Harbour Science Daily, No. 12, 2023-03-10", "draft")
    assert [article.title for article in issue.articles.all()] == [
        "Ministry funds battery research",
        "Tide gauges report by satellite",
    ]


def test_the_file_is_kept_byte_for_byte_under_its_hash():
    source = store(name="../../etc/passwd.exe").source
    with source.file.open() as kept:
        assert kept.read() == PAGE.encode()
    assert source.file.name == f"sources/{source.sha256[:2]}/{source.sha256}.bin"
    assert (source.size, source.encoding, source.media_type) == (len(PAGE.encode()), "utf-8", "text/markdown")


def test_what_belongs_to_no_article_is_kept_with_the_source():
    assert [piece["kind"] for piece in store().source.furniture] == ["masthead", "masthead"]


def test_the_same_file_again_changes_nothing():
    first, again = store(), store(name="renamed.md", number="99", publish=True)
    assert (again.created, again.issue, again.source) == (False, first.issue, first.source)
    assert (Article.objects.count(), len(kept_files())) == (2, 1)
    assert again.issue.state == "draft"


def test_another_page_of_the_same_date_and_number_joins_the_issue():
    assert store().issue == store(SECOND_PAGE).issue
    assert list(Article.objects.values_list("position", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize("change", [("No. 12", "No. 13"), ("10 March 2023", "17 March 2023")])
def test_a_page_of_another_number_or_date_is_another_issue(change):
    assert store().issue != store(SECOND_PAGE.replace(*change)).issue


def test_a_page_that_states_only_the_date_joins_the_issue_of_that_date():
    assert store().issue == store(SECOND_PAGE.replace("No. 12, ", "Friday, ")).issue


def test_pages_that_state_neither_number_nor_date_are_issues_of_their_own():
    bare = PAGE.replace("No. 12, 10 March 2023\n\n", "")
    assert store(bare).issue != store(bare.replace("battery", "harbour")).issue


def test_what_an_editor_says_of_the_issue_outranks_the_page():
    publication = make_publication("The Tidewaiter")
    issue = store(publication=publication, date="2024-05", number="7").issue
    assert (issue.publication, issue.number, issue.iso_date) == (publication, "7", "2024-05")


def test_a_date_that_does_not_exist_is_refused_and_nothing_is_saved():
    with pytest.raises(ValueError, match="2024-02-30"):
        store(date="2024-02-30")
    assert not Issue.objects.exists()
    assert kept_files() == []


def test_a_failure_half_way_leaves_neither_rows_nor_file():
    with pytest.raises(ValueError, match="must be a"):
        store(user="no row of a user")
    assert not (SourceFile.objects.exists() or Issue.objects.exists() or Publication.objects.exists())
    assert kept_files() == []


def test_publishing_at_once_makes_issue_and_articles_public():
    store(publish=True)
    assert Article.objects.published().count() == 2


def test_a_page_without_a_masthead_goes_to_the_publication_for_such_pages():
    issue = store(PAGE.split("\n", 4)[4]).issue
    assert issue.publication.name == "Publication not stated"
    assert store("# Ferries\n\nThe ferries wait.").issue.publication == issue.publication


@pytest.mark.parametrize("printed", ["harbour science daily", "HSD"])
def test_a_publication_is_known_by_its_name_and_by_its_mastheads(printed):
    publication = make_publication(mastheads="Harbour Daily\nHSD ")
    assert match_publication(printed) == publication


def test_a_publication_not_known_yet_is_made():
    store()
    assert Publication.objects.get().slug == "harbour-science-daily"


def test_authors_and_sections_are_made_once_and_found_again():
    text = PAGE.replace("## Ministry", "## POLICY\n\n# Ministry").replace("## Tide", "## Policy\n\n# Tide")
    store(text.replace("LIN Yue", "CHEN Chunyou"))
    assert [author.name for author in Author.objects.all()] == ["CHEN Chunyou"]
    assert [section.name for section in Section.objects.all()] == ["POLICY"]


def test_captions_keep_their_credit_and_their_lines():
    (caption,) = store(f"{PAGE}\nA crane lifts a gauge. (PHOTO: VCG)\n").issue.articles.last().captions.all()
    assert (caption.text, caption.credit, caption.first_line) == ("A crane lifts a gauge.", "VCG", 21)


def test_tags_keep_their_evidence_and_are_marked_as_found_by_rule():
    tag = store().issue.articles.first().region_tags.get(region__code="CN-TJ")
    assert "Tianjin" in tag.evidence
    assert tag.origin == Origin.RULE


def test_a_text_without_a_headline_is_called_by_its_first_words():
    text = "and so the gauges of the old harbour went on sending their readings by satellite every ten minutes, " * 3
    assert store(text + "as before.").issue.articles.get().title.startswith("[Untitled: and so the gauges")


def test_texts_that_are_too_long_for_their_field_are_shortened_and_saved():
    headline = "Tide " * 40
    text = f"# {headline}\n\nBy LIU Heng\n\nThe gauges report.\n\n(Source: {'Harbour ' * 20})"
    assert store(text, number="9" * 60).issue.articles.get().title.startswith("Tide Tide")


def test_a_publications_settings_reach_the_pipeline():
    profile = profile_of(make_publication(kickers="Pier Talk\n\n Tides ", running_heads="All the harbour"))
    assert profile.kickers == ("Pier Talk", "Tides")
    assert profile.mastheads == ("Harbour Science Daily",)
    assert profile.running_heads == ("All the harbour",)
    assert profile_of(None).publication is None
