"""Files that are made to do harm, and names and texts that are: they cost a sentence, and nothing else."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Article, Issue, SourceFile
from tests.articles.desk import PAGE, confirm, told, upload
from tests.articles.hostile_files import HARMFUL
from tests.articles.zips import zipped
from tests.served import environment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

SECONDS, MEMORY = 10, 512  # seconds and megabytes, of all processes together
DANGEROUS = re.compile(
    r"<script(?! src=\"/static| type=\"application/ld\+json\">[^<]*</script>)"
    r"|<(?:svg|img|body)[^>]*\son\w+\s*=|=[\"']?javascript:|<iframe|<object",
    re.I,
)


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_file_is_refused_with_a_sentence_and_leaves_nothing(name, tmp_path, media_folder, capsys):
    path = tmp_path / "given" / name
    path.parent.mkdir()
    path.write_bytes(HARMFUL[name]())
    began = time.monotonic()
    with pytest.raises(SystemExit):
        call_command("ingest", path)
    assert time.monotonic() - began < SECONDS
    assert re.search(r": refused\. [A-Z].*[.!]$", capsys.readouterr().err.strip(), re.M)
    assert not (Issue.objects.exists() or SourceFile.objects.exists())
    assert not (media_folder / "sources").exists()


@pytest.mark.parametrize("name", ["self-drawing.pdf", "huge.docx", "five-million-headings.md", "deep.html"])
def test_the_reading_of_a_harmful_file_stays_within_its_memory(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(HARMFUL[name]())
    command = [sys.executable, "manage.py", "ingest", path, "--dry-run", "--format", "json"]
    archive = {"cwd": settings.BASE_DIR, "env": environment(tmp_path / "data")}
    with subprocess.Popen(command, **archive, stdout=subprocess.PIPE) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(memory, family(process.pid))))
            time.sleep(0.02)
        assert "error" in json.load(process.stdout)
    assert 0 < peak < MEMORY * 1024 * 1024


def family(pid):
    """A process and all that come from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except FileNotFoundError:  # it has just ended
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pid):
    """What a process has in memory, in bytes."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0


DRAUGHT = """# Harbour Science Daily

No. 66, 3 May 2023

## Tides <script>alert(1)</script> turn

By LI Ming

A crane <img src=x onerror=alert(2)> lifts [the mast](javascript:alert(3)) of <svg onload=alert(4)><circle/></svg> a
ferry that waits <iframe src="http://evil.example"></iframe> for the tide in Tianjin, and the harbour office waits too.
"""


def test_script_in_markdown_never_reaches_a_page(client, tmp_path):
    path = tmp_path / "page.md"
    path.write_text(DRAUGHT, "utf-8")
    call_command("ingest", path, publish=True)
    article = Article.objects.get()
    for address in (article.get_absolute_url(), article.issue.get_absolute_url(), "/"):
        page = client.get(address)
        assert page.status_code == 200
        assert not DANGEROUS.search(page.content.decode())


def test_script_in_a_web_page_is_no_text_at_all(client, tmp_path):
    head = "<html><body onload='alert(1)'><h1>Tides turn</h1><p>By LI Ming</p>"
    text = (
        "<p onclick='alert(2)'>The ferry waits for the tide, says the <a href='javascript:alert(3)'>office</a>.</p>" * 3
    )
    path = tmp_path / "page.html"
    path.write_text(f"{head}{text}<script>alert(4)</script><svg onload='alert(5)'></svg></body></html>", "utf-8")
    call_command("ingest", path, publish=True)
    article = Article.objects.get()
    assert "alert" not in article.body
    assert not DANGEROUS.search(client.get(article.get_absolute_url()).content.decode())


@pytest.mark.parametrize(
    "name",
    ["../../evil.md", "..\\..\\evil.md", "a\u202egnp.md", "a\r\nb\x00.md", f"{'n' * 300}.md", "/etc/cron.d/evil.md"],
)
def test_names_are_made_safe(editor, media_folder, name):
    response = confirm(editor, upload(editor, (name, PAGE)))
    assert "Saved" in told(response)
    source = SourceFile.objects.get()
    assert not re.search(r"[/\\\x00-\x1f\u202a-\u202e]|^\.", source.name)
    assert len(source.name) <= 255
    stored = [path for path in media_folder.rglob("*") if path.is_file()]
    assert [path.parent.parent.name for path in stored] == ["sources"]


def test_names_within_an_archive_are_made_safe_too(tmp_path, media_folder):
    path = tmp_path / "given.zip"
    path.write_bytes(zipped(("../../../evil\u202e.md", PAGE)))
    call_command("ingest", path)
    assert SourceFile.objects.get().name == "evil.md"
    assert not list(tmp_path.parent.glob("evil*"))


@pytest.mark.parametrize("title", ['=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1"])
def test_what_a_spreadsheet_would_run_is_text_in_every_table(client, tmp_path, title):
    path = tmp_path / "page.md"
    path.write_text(PAGE, "utf-8")
    call_command("ingest", path, publish=True)
    Article.objects.filter(position=1).update(title=title)
    table = b"".join(client.get("/api/v1/export.csv").streaming_content).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
