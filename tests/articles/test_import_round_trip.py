"""What was exported, imported and exported again is the same, byte for byte."""

import io
import json
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings

from articles.models import Article, Author, Issue, Publication, Region, Topic
from tests.articles.nasty import ARCHIVES, make_archive
from tests.databases import ask
from tests.served import environment


def exported(*arguments):
    out = io.StringIO()
    call_command("export", *arguments, stdout=out)
    return out.getvalue()


def imported(text, tmp_path):
    file = tmp_path / "articles.ndjson"
    file.write_text(text, encoding="utf-8", newline="")
    out = io.StringIO()
    call_command("import_articles", str(file), stdout=out)
    return out.getvalue()


def clear():
    for model in (Article, Issue, Publication, Author):
        model.objects.all().delete()
    Topic.objects.filter(slug="x-own").delete()
    Region.objects.filter(code="X-BAY").delete()


CASES = 30 if os.environ.get("CHECK_ALL") else 10


@pytest.mark.django_db
@given(ARCHIVES)
@given_settings(
    max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_archive_comes_back_as_it_was(tmp_path, drawn):
    clear()
    make_archive(drawn)
    before = exported()
    clear()
    assert f"{len(drawn)} added" in imported(before, tmp_path)
    assert exported() == before
    assert f"0 added, 0 updated, {len(drawn)} left" in imported(before, tmp_path)
    assert exported() == before


def manage(folder, *arguments, **options):
    """A child process of its own on a data folder of its own, as an operator runs it."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    return subprocess.run(command, env=environment(folder), check=True, capture_output=True, **options).stdout


def test_the_demo_archive_moves_to_another_folder(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        manage(folder, "migrate", "--verbosity=0")
    issues = sorted((settings.BASE_DIR / "fixtures").glob("*.md"))[:8]
    manage(old, "ingest", "--publish", *(str(issue) for issue in issues if issue.name != "README.md"))
    before = manage(old, "export")
    manage(old, "export", "--to", str(tmp_path))
    (dump,) = tmp_path.glob("*.ndjson.gz")
    assert b"added" in manage(new, "import_articles", str(dump))
    assert manage(new, "export") == before
    assert before
    assert b" 0 added, 0 updated" in manage(new, "import_articles", "-", input=before)


def test_an_import_that_is_killed_is_completed_by_the_next(tmp_path):
    new, rows = tmp_path / "new", tmp_path / "rows.ndjson"
    new.mkdir()
    manage(new, "migrate", "--verbosity=0")
    rows.write_text("".join(f"{json.dumps(a_row(number))}\n" for number in range(1, 901)))
    child = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "import_articles", str(rows)],
        env=environment(new),
        stdout=subprocess.DEVNULL,
    )
    while child.poll() is None and not stored_in(new):
        time.sleep(0.02)
    child.kill()
    child.wait()
    assert stored_in(new) % 200 == 0  # whole batches, and nothing of the one that was on its way
    assert b"900 articles: " in manage(new, "import_articles", str(rows))
    assert stored_in(new) == 900


def stored_in(folder):
    return ask(folder, "SELECT count(*) FROM articles_article")[0][0]


def a_row(number):
    publication = {"slug": "far", "name": "Far Weekly"}
    issue = {
        "id": number // 50 + 1,
        "slug": f"n{number // 50}",
        "number": None,
        "date": None,
        "publication": publication,
    }
    nothing = dict.fromkeys(("standfirst", "section", "byline", "date", "source_note", "rights"))
    empty = {name: [] for name in ("authors", "topics", "regions", "institutions", "captions")}
    times = dict.fromkeys(("published_at", "updated_at"), "2024-05-06T07:08:09Z")
    said = {
        "id": number,
        "title": f"Tides {number}",
        "issue": issue,
        "position": number,
        "language": "en",
        "body": "A.",
    }
    return said | nothing | empty | times | {"word_count": 1, "access": "full"}
