"""`manage.py import_articles`: into an archive that holds something already, and from files of any kind."""

import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.importing import storing
from articles.models import Article, Author, Issue, Publication, Region, Section, Topic
from articles.publishing import unpublish_article, unpublish_issue
from articles.signals import articles_changed
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path, capsys):
    """Imports these rows; what the command says of it."""

    def imported(*rows, raw=b""):
        file = tmp_path / "rows.ndjson"
        file.write_bytes(raw or "".join(json.dumps(row) + "\n" for row in rows).encode())
        out = io.StringIO()
        call_command("import_articles", str(file), stdout=out)
        return out.getvalue()

    return imported


def exported():
    out = io.StringIO()
    call_command("export", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def a_row(**changes):
    """An article of issue `one` of a publication that is not there, as an export has it."""
    issue = {"id": 900, "slug": "one", "title": None, "number": "1", "date": "2024-05"}
    issue |= {"publication": {"slug": "far", "name": "Far Weekly"}} | changes.pop("issue", {})
    row = {
        "id": 700, "title": "Tides", "standfirst": None, "section": None, "issue": issue, "position": 1, "byline": None,
        "authors": [], "date": None, "language": "en", "topics": [], "regions": [], "institutions": [], "captions": [],
        "source_note": None, "word_count": 2, "rights": None, "access": "full", "published_at": "2024-05-06T07:08:09Z",
        "updated_at": "2024-05-06T07:08:09Z", "body": "A body.", "text": "A body.",
    }  # fmt: skip
    return row | changes


def test_ids_slugs_and_times_are_kept_where_they_are_free(load):
    load(a_row())
    article = Article.objects.get(pk=700)
    assert (article.issue_id, article.issue.slug, article.issue.iso_date) == (900, "one", "2024-05")
    assert article.updated_at.isoformat() == "2024-05-06T07:08:09+00:00"
    assert article.is_published


def test_an_id_that_another_article_has_is_not_taken_from_it(load):
    other = make_article(title="Piers", pk=700)
    assert "1 added" in load(a_row())
    assert Article.objects.get(pk=other.pk).title == "Piers"
    assert Article.objects.get(title="Tides").pk != 700
    assert "0 added, 0 updated, 1 left" in load(a_row())


def test_a_place_that_another_article_has_is_not_taken_from_it(load):
    load(a_row())
    stranger = a_row(id=701, title="Piers")
    assert "1 added" in load(stranger)
    assert "0 added, 0 updated, 1 left" in load(stranger)
    assert [(row["title"], row["position"]) for row in exported()] == [("Tides", 1), ("Piers", 2)]


def test_articles_alike_that_all_have_to_move_are_all_kept(load):
    load(a_row(), a_row(id=701, position=2, title="Piers"))
    make_article(pk=710)
    make_article(pk=711)
    alike = [a_row(id=710, title="In brief", position=1), a_row(id=711, title="In brief", position=2)]
    assert "2 added" in load(*alike)
    assert "0 added, 0 updated, 2 left" in load(*alike)


def test_a_line_that_comes_twice_is_stored_once(load):
    assert "1 added, 0 updated, 1 left" in load(a_row(), a_row())


def test_a_newer_line_updates_what_is_there_and_an_older_one_does_not(load):
    load(a_row(authors=[{"slug": "zhou-min", "name": "ZHOU Min"}]))
    newer = a_row(title="High tides", updated_at="2024-06-01T00:00:00Z", body="Another body.")
    assert "0 added, 1 updated" in load(newer)
    assert "0 added, 0 updated, 1 left" in load(a_row())
    (row,) = exported()
    assert (row["title"], row["text"], row["authors"]) == ("High tides", "Another body.", [])
    assert row["updated_at"] == "2024-06-01T00:00:00Z"


def test_what_an_editor_took_back_stays_so(load):
    load(a_row(), a_row(id=701, position=2, title="Piers"))
    unpublish_article(Article.objects.get(pk=700))
    assert "1 not touched" in load(a_row(updated_at="2999-01-01T00:00:00Z"))
    unpublish_issue(Issue.objects.get(pk=900))
    assert "1 not touched" in load(a_row(id=702, position=3, title="New"))
    assert exported() == []


def test_a_text_that_is_withheld_does_not_empty_one_that_is_there(load):
    tag = {"slug": "x-own", "name": "Own", "evidence": "A passage.", "origin": "rule"}
    full = a_row(access="summary", captions=[{"text": "A pier.", "credit": None}], topics=[tag])
    load(full)
    bare = full | {"body": None, "captions": [], "topics": [tag | {"evidence": None}], "title": "Tides!"}
    assert "1 updated" in load(bare | {"updated_at": "2025-01-01T00:00:00Z"})
    article = Article.objects.get()
    assert (article.title, article.body, article.captions.count()) == ("Tides!", "A body.", 1)
    assert article.topic_tags.get().evidence == "A passage."


def test_a_text_that_may_not_be_shown_is_not_let_into_an_open_publication(load):
    make_publication("Far")
    with pytest.raises(CommandError, match="1 line is wrong"):
        load(a_row(access="summary"))
    assert not Article.objects.exists()


def test_script_in_a_body_comes_out_harmless(load):
    body = 'Tides <script>alert(1)</script> <img src=x onerror="alert(2)"> [go](javascript:alert(3))'
    load(a_row(body=body))
    article = Article.objects.get()
    assert article.body == body
    assert not [word for word in ("<script", "onerror", "javascript:", "<img") if word in article.body_html]


def test_what_is_made_of_a_body_is_not_believed(load):
    load(a_row(text="Something else.", word_count=99, body_html="<script>"))
    (row,) = exported()
    assert (row["text"], row["word_count"]) == ("A body.", 2)


def test_names_that_are_not_known_are_made(load):
    load(
        a_row(
            section={"slug": "policy", "name": "Policy"},
            authors=[{"slug": "zhou-min", "name": "ZHOU Min"}],
            topics=[{"slug": "x-own", "name": "Own", "evidence": None, "origin": "rule"}],
            regions=[{"code": "X-BAY", "name": "Bay", "evidence": "in the bay", "origin": "editor"}],
        )
    )
    assert (Topic.objects.get(slug="x-own").name, Region.objects.get(code="X-BAY").name) == ("Own", "Bay")
    assert (Section.objects.get().slug, Author.objects.get().slug) == ("policy", "zhou-min")


def test_the_same_name_is_the_same_author_and_another_name_another(load):
    Author.objects.create(slug="zhou-min", name="Zhou MIN")
    Author.objects.create(slug="chen", name="CHEN Chunyou")
    load(a_row(authors=[{"slug": "zhou-min", "name": "ZHOU Min"}, {"slug": "chunyou", "name": "CHEN Chunyou"}]))
    assert [author["slug"] for author in exported()[0]["authors"]] == ["zhou-min-2", "chen"]


def test_a_publication_that_is_there_stays_as_it_is(load):
    Publication.objects.create(slug="far", name="Our own name", rights="Ours")
    load(a_row(rights="Theirs"))
    assert (Publication.objects.get().name, Publication.objects.get().rights) == ("Our own name", "Ours")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "7"}, "“id”"),
        ({"id": 0}, "“id”"),
        ({"id": 2**63 - 1}, "“id”"),  # after which the database would have no id for another article
        ({"title": ""}, "“title”"),
        ({"title": "x" * 501}, "“title”"),
        ({"title": "a\0b"}, "NUL"),
        ({"body": None}, "“body” is null"),
        ({"body": 5}, "“body”"),
        ({"body": None, "access": "summary", "captions": [{"text": "A pier."}]}, "“body” is null, yet"),
        ({"body": None, "access": "summary", "topics": [{"slug": "a", "name": "A", "evidence": "x"}]}, "“evidence”"),
        ({"published_at": "0001-01-01T00:00:00+14:00"}, "no such year here"),
        ({"updated_at": "9999-12-31T23:59:59-12:00"}, "no such year here"),
        ({"date": "2024-13"}, "no such date"),
        ({"published_at": "yesterday"}, "“published_at”"),
        ({"published_at": "2024-05-06T07:08:09"}, "“published_at”"),
        ({"access": "all"}, "“access”"),
        ({"issue": {"slug": "../x"}}, "“issue.slug”"),
        ({"topics": [{"slug": "a b", "name": "x"}]}, "“topics.0.slug”"),
        ({"authors": [{"slug": "a", "name": "x"}] * 3000}, "“authors”"),
        ({"position": 2**40}, "“position”"),
    ],
)
def test_a_wrong_line_is_told_and_nothing_is_imported(load, capsys, changes, said):
    with pytest.raises(CommandError, match=r"1 line is wrong, 1 is right\. Nothing was imported\."):
        load(a_row(), a_row(id=701, position=2) | changes if "issue" not in changes else a_row(**changes))
    told = capsys.readouterr().err
    assert told.startswith("Line 2: ")
    assert said in told
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [b"{\n", b"[]\n", b"\xff\xfe\n", b"null\n", b'{"id": 1e999}\n', b"[" * 100_000 + b"\n", b'{"title": "\\ud800"}\n'],
)
def test_what_is_no_article_at_all_is_told(load, raw):
    with pytest.raises(CommandError, match="Nothing was imported"):
        load(raw=raw)


def test_many_wrong_lines_are_counted(load, capsys):
    with pytest.raises(CommandError, match="50 lines are wrong, 0 are right"):
        load(raw=b"{}\n" * 50)
    assert capsys.readouterr().err.endswith("… and 30 more.\n")


def test_a_compressed_file_is_read_by_its_content(load):
    assert "1 added" in load(raw=gzip.compress(json.dumps(a_row()).encode()))


def test_a_compressed_file_that_breaks_off_is_told(load):
    with pytest.raises(CommandError, match="breaks off after line"):
        load(raw=gzip.compress(json.dumps(a_row()).encode())[:-9])
    assert not Article.objects.exists()


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_do_no_harm(load):
    assert "1 added" in load(raw=b"\xef\xbb\xbf" + json.dumps(a_row()).encode() + b"\r\n\r\n")


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(CommandError, match=r"Cannot read nowhere\.ndjson: No such file"):
        call_command("import_articles", "nowhere.ndjson")


def test_an_import_that_was_broken_off_is_completed_by_the_next(load, monkeypatch):
    rows = [a_row(id=700 + number, position=number, title=f"Tides {number}") for number in range(1, 6)]
    monkeypatch.setattr(storing, "BATCH", 2)
    find = storing.find_likenesses
    monkeypatch.setattr(storing, "find_likenesses", lambda *found: find(*found) if found[0].pk < 703 else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(*rows)
    assert [row["id"] for row in exported()] == [701, 702]
    monkeypatch.setattr(storing, "find_likenesses", find)
    assert "3 added, 0 updated, 2 left" in load(*rows)
    assert [row["id"] for row in exported()] == [701, 702, 703, 704, 705]


def test_the_rest_of_the_project_is_told_what_changed(load):
    told = set()

    def note(ids, **_):
        told.update(ids)

    articles_changed.connect(note)
    load(a_row())
    articles_changed.disconnect(note)
    assert told == {700}


@pytest.mark.usefixtures("search_index")
def test_what_was_imported_waits_for_the_index(load, client):
    load(a_row())
    call_command("update_index")
    assert client.get("/api/v1/search?q=tides").json()["count"] == 1


def test_two_issues_of_the_same_slug_in_two_publications_are_two(load):
    near = a_row(id=701, issue={"id": 901, "publication": {"slug": "near", "name": "Near"}})
    assert "2 added" in load(a_row(), near)
    assert sorted(issue.pk for issue in Issue.objects.all()) == [900, 901]


def test_an_issue_whose_id_is_taken_gets_another(load):
    make_issue(pk=900)
    load(a_row())
    assert Issue.objects.get(slug="one").pk != 900
