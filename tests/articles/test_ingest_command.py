import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Issue
from tests.articles.desk import PAGE
from tests.articles.zips import zipped
from tests.builders import make_publication


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, "utf-8")
    return path


def ingest(*arguments):
    """What the command says, and what it says of refused files."""
    said, refused = StringIO(), StringIO()
    call_command("ingest", *map(str, arguments), stdout=said, stderr=refused)
    return said.getvalue(), refused.getvalue()


def ingest_refused(*arguments):
    """What is said by a command that ends with exit code 1."""
    said, refused = StringIO(), StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("ingest", *map(str, arguments), stdout=said, stderr=refused)
    assert end.value.code == 1
    return said.getvalue(), refused.getvalue()


def test_a_dry_run_prints_what_would_be_read_and_needs_no_database(page):
    printed = json.loads(ingest(page, "--dry-run", "--format", "json")[0])
    assert printed["issue"] == {
        "publication": "Harbour Science Daily",
        "title": None,
        "number": "12",
        "date": "2023-03-10",
    }
    assert [article["authors"] for article in printed["articles"]] == [["CHEN Chunyou"], ["LIN Yue"]]


def test_a_dry_run_prints_a_refusal_as_json(tmp_path):
    empty = tmp_path / "empty.md"
    empty.touch()
    assert json.loads(ingest_refused(empty, "--dry-run")[0])["error"]["code"] == "empty"


def test_a_dry_run_of_a_path_that_does_not_exist_says_so(tmp_path):
    with pytest.raises(CommandError, match=r"There is no file or folder .*gone\.md"):
        ingest(tmp_path / "gone.md", "--dry-run")


@pytest.mark.django_db
def test_a_file_becomes_a_draft_and_the_command_says_which(page):
    said, _ = ingest(page)
    assert said == f"{page}: Harbour Science Daily, No. 12, 2023-03-10: 2 articles\n"
    assert not Article.objects.published().exists()


@pytest.mark.django_db
def test_the_same_file_again_is_said_to_be_there_already(page):
    ingest(page)
    assert "was there already, nothing changed" in ingest(page)[0]


@pytest.mark.django_db
def test_files_can_be_published_at_once(page):
    ingest(page, "--publish")
    assert Article.objects.published().count() == 2


@pytest.mark.django_db
def test_publication_date_and_number_can_be_given(page):
    make_publication("The Tidewaiter")
    ingest(page, "--publication", "the-tidewaiter", "--date", "2024-05", "--number", "7")
    assert str(Issue.objects.get()) == "The Tidewaiter, No. 7, 2024-05"


@pytest.mark.django_db
def test_one_refused_file_does_not_stop_the_others(page, tmp_path):
    empty = tmp_path / "a-first.md"
    empty.touch()
    said, refused = ingest_refused(empty, page)
    assert refused.startswith(f"{empty}: refused. The file is empty.")
    assert "2 articles" in said


@pytest.mark.django_db
def test_a_folder_gives_its_text_files_each_once(page, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "other.TXT").write_text(PAGE.replace("No. 12, 10 March", "No. 13, 17 March"), "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert ingest(tmp_path, page)[0].count("2 articles") == 2


@pytest.mark.django_db
def test_a_folder_without_text_files_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="no file of a known kind"):
        ingest(tmp_path)


@pytest.mark.django_db
def test_a_path_that_does_not_exist_stops_the_command_before_anything_is_saved(page, tmp_path):
    with pytest.raises(CommandError, match="There is no file or folder"):
        ingest(page, tmp_path / "gone.md")
    assert not Issue.objects.exists()


@pytest.mark.django_db
def test_an_unknown_publication_is_an_error_that_names_the_known_ones(page):
    make_publication()
    with pytest.raises(CommandError, match=r"There is no publication tides\. Known are: harbour-science-daily"):
        ingest(page, "--publication", "tides")


@pytest.mark.django_db
@pytest.mark.parametrize("date", ["2024-02-30", "10 March 2023"])
def test_a_date_that_cannot_be_read_is_an_error_and_nothing_is_saved(page, date):
    with pytest.raises(CommandError, match=date):
        ingest(page, "--date", date)
    assert not Issue.objects.exists()


@pytest.mark.django_db
def test_a_file_beyond_the_limit_is_refused(page, settings):
    settings.UPLOAD_LIMIT = 100
    assert "larger than" in ingest_refused(page)[1]


@pytest.mark.django_db
def test_each_page_in_a_zip_archive_is_a_source_and_a_refused_one_does_not_stop_the_others(tmp_path):
    box = tmp_path / "box.zip"
    box.write_bytes(zipped(("1/page.md", b""), ("2/page.md", PAGE), ("inner.zip", zipped(("page.md", PAGE)))))
    said, refused = ingest_refused(box)
    assert said == f"{box}: 2/page.md: Harbour Science Daily, No. 12, 2023-03-10: 2 articles\n"
    assert refused.splitlines() == [
        f"{box}: 1/page.md: refused. The file is empty. Check that it was saved before it was uploaded, and try again.",
        f"{box}: inner.zip: refused. The file is an archive within an archive. Unpack it and try again.",
    ]


def test_a_dry_run_of_a_zip_archive_prints_each_page(tmp_path):
    box = tmp_path / "box.zip"
    box.write_bytes(zipped(("page.md", PAGE)))
    assert json.loads(ingest(box, "--dry-run")[0])["source"]["name"] == "page.md"


@pytest.mark.django_db
def test_a_zip_bomb_is_refused_quickly_and_leaves_nothing(tmp_path, settings):
    box = tmp_path / "box.zip"
    box.write_bytes(zipped(*((f"{number}.md", bytes(2 * 1024 * 1024)) for number in range(50))))
    start = time.monotonic()
    assert ingest_refused(box)[1].count("unpacks to far more than a text does") == 50
    assert time.monotonic() - start < 10
    assert not Issue.objects.exists()
    assert not settings.MEDIA_ROOT.exists()
