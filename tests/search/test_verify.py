"""`manage.py verify`: everything at once, what it says, how it ends, and who is told."""

import json
import logging
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.inspecting import recording
from articles.inspecting.rereading import LOOK_SECONDS, Rereading, queue_rereading, reread
from articles.models import Article, Inspection, Issue, SourceFile
from articles.store import save_issue
from search.index import apply_pending, rebuild
from tests.articles.desk import PAGE, sign_in
from tests.articles.ingest.reading import read_issue
from tests.builders import make_article


@pytest.fixture
def archive(search_index, settings, tmp_path, monkeypatch):
    """An archive with one file and its articles, published and indexed; the value is the path of the file."""
    monkeypatch.setattr("articles.inspecting.orphans._DELETING_SECONDS", 0)
    monkeypatch.setattr("articles.inspecting.orphans._SETTLED_SECONDS", -1)
    settings.MEDIA_ROOT = tmp_path / "media"
    source = read_and_save()
    rebuild()
    return Path(source.file.path)


def read_and_save():
    return save_issue(read_issue(PAGE.encode(), "page.md"), PAGE.encode(), publish=True).source


def verify(*options):
    """How it ends, and what it says."""
    said = StringIO()
    try:
        call_command("verify", *options, stdout=said, stderr=StringIO())
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_a_whole_archive_ends_with_0_and_says_what_was_looked_at(archive):
    code, said = verify()
    assert code == 0
    assert said.startswith("0 differences found. Looked at: ")
    assert "1 files" in said


def test_each_difference_is_a_line_and_it_ends_with_1(archive):
    archive.unlink()
    (archive.parent / "left.md").write_text("left")
    Article.objects.filter(position=1).update(body="Altered")
    code, said = verify()
    assert code == 1
    assert [line.split(":")[0] for line in said.splitlines()[:-1]] == ["text-altered", "file-missing", "orphan"]
    assert "Restore it from a backup." in said


def test_the_same_as_json(archive):
    archive.unlink()
    code, said = verify("--format", "json")
    report = json.loads(said)
    assert code == 1
    assert [finding["code"] for finding in report["findings"]] == ["file-missing"]
    assert report["counts"]["files"] == 1


def test_only_files_that_are_due_are_read_if_so_asked(archive):
    assert "1 files read" in verify("--due", "--minutes", "1")[1]
    assert "1 files read" not in verify("--due")[1]


def test_orphans_are_moved_aside_if_so_asked_and_nothing_is_left_to_say(archive):
    (archive.parent / "left.md").write_text("left")
    code, said = verify("--tidy")
    assert code == 1
    assert "moved to media/lost-and-found/sources/" in said
    assert verify()[0] == 0
    assert archive.exists()


def test_what_could_not_be_looked_at_ends_with_2(archive, monkeypatch):
    def refuse(looked):
        raise OperationalError("database is locked")

    monkeypatch.setattr("search.verifying.texts", refuse)
    code, said = verify()
    assert code == 2
    assert "not-done: texts: database is locked" in said


def test_each_inspection_is_kept_with_its_findings_and_the_last_400_stay(archive):
    Inspection.objects.bulk_create(Inspection() for _ in range(450))
    archive.unlink()
    verify()
    last = Inspection.objects.first()
    assert (last.found, last.findings[0]["code"]) == (1, "file-missing")
    assert last.ended_at >= last.started_at
    assert Inspection.objects.count() == 400


def test_no_more_than_a_thousand_findings_are_kept(archive, monkeypatch):
    monkeypatch.setattr(recording, "MOST_FINDINGS", 3)
    for number in range(5):
        (archive.parent / f"{number}.md").write_text("left")
    verify()
    last = Inspection.objects.first()
    assert (last.found, len(last.findings)) == (5, 3)


def test_operators_are_told_in_the_log_and_by_mail(archive, settings, mailoutbox, caplog):
    settings.OPERATORS = ["operator@example.org"]
    assert verify()[0] == 0
    assert not mailoutbox
    archive.unlink()
    with caplog.at_level(logging.ERROR):
        verify()
    assert "The inspection found 1 difference. The first: file-missing" in caplog.text
    assert "file-missing: source file" in mailoutbox[0].body
    assert mailoutbox[0].to == ["operator@example.org"]


def test_a_mail_server_that_does_not_answer_stops_nothing(archive, settings):
    settings.OPERATORS = ["operator@example.org"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    archive.unlink()
    assert verify()[0] == 1
    assert Inspection.objects.first().found == 1


def test_the_desk_says_what_was_found_and_to_whom_it_concerns_alone(archive, client):
    archive.unlink()
    verify()
    sign_in(client)
    page = client.get("/admin/").content.decode()
    assert "has found 1 difference." in page
    found = client.get(f"/admin/articles/inspection/{Inspection.objects.first().pk}/change/").content.decode()
    assert "The file is not there. Restore it from a backup." in found
    assert client.get("/admin/articles/inspection/").status_code == 200
    plain = User.objects.create_user("plain", password="x", is_staff=True)
    plain.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(plain, backend="django.contrib.auth.backends.ModelBackend")
    assert "has found" not in client.get("/admin/").content.decode()
    assert client.get("/admin/articles/inspection/").status_code == 403


def test_the_desk_leads_from_a_finding_to_its_article(archive, client):
    article = Article.objects.earliest("pk")
    Article.objects.filter(pk=article.pk).update(title="Something else")
    verify()
    sign_in(client)
    page = client.get(f"/admin/articles/inspection/{Inspection.objects.first().pk}/change/").content.decode()
    assert f'<a href="/admin/articles/article/{article.pk}/change/">article {article.pk}</a>' in page


def test_the_desk_says_when_nobody_has_looked_for_long(archive, client):
    sign_in(client)
    assert "looked through for damage" not in client.get("/admin/").content.decode()
    Issue.objects.update(created_at=timezone.now() - timedelta(days=36))
    assert "was never looked through for damage" in client.get("/admin/").content.decode()
    verify()
    assert "looked through for damage" not in client.get("/admin/").content.decode()
    Inspection.objects.update(started_at=timezone.now() - timedelta(days=36))
    assert "was last looked through for damage" in client.get("/admin/").content.decode()


def queued():
    return DBTaskResult.objects.filter(task_path=reread.module_path, status="READY")


def test_the_worker_reads_due_files_again_and_tells_once_a_day_of_what_is_wrong(archive):
    queue_rereading()
    queue_rereading()
    assert queued().count() == 1
    archive.unlink()
    for _ in range(2):
        reread.call(0)
    assert [inspection.found for inspection in Inspection.objects.all()] == [1]
    Inspection.objects.update(started_at=timezone.now() - timedelta(days=2))
    reread.call(0)
    assert Inspection.objects.count() == 2


def test_the_worker_queues_itself_while_files_are_due_and_no_longer(archive, monkeypatch):
    monkeypatch.setattr("articles.inspecting.rereading.SLICE_SECONDS", 0)
    SourceFile.objects.create(issue=Issue.objects.get(), sha256="0" * 64, size=1, file="none")
    reread.call(0)
    (next_one,) = queued()
    queued().update(status="SUCCESSFUL")
    reread.call(*next_one.args_kwargs["args"])
    assert not queued().exists()


def test_due_files_are_looked_for_hour_by_hour_whatever_the_clock_says(archive):
    rereading = Rereading()
    rereading.look(0)
    assert queued().count() == 1
    queued().delete()
    rereading.look(LOOK_SECONDS - 1)
    assert not queued().exists()
    rereading.look(LOOK_SECONDS)
    assert queued().count() == 1


def test_an_inspection_says_nothing_of_what_editors_have_just_done(archive):
    make_article(title="New")
    Article.objects.order_by("pk").first().delete()
    assert verify()[0] == 0
    apply_pending()
    assert verify()[0] == 0
