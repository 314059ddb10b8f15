"""`manage.py export`, to standard output and as a dump with its checksum."""

import gzip
import hashlib
import io
import json
import os
import subprocess

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.exports import dump
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db


def exported(*arguments):
    out = io.StringIO()
    call_command("export", *arguments, stdout=out)
    return out.getvalue()


def dump_in(folder, *arguments, end="ndjson.gz"):
    exported("--to", str(folder), *arguments)
    return folder / f"articles-{timezone.localdate().isoformat()}.{end}"


def test_the_dump_is_dated_and_holds_what_the_export_does(tmp_path):
    make_article(title="潮汐")
    assert gzip.decompress(dump_in(tmp_path).read_bytes()).decode() == exported()


def test_sha256sum_agrees_with_the_checksum(tmp_path):
    make_article()
    name = f"{dump_in(tmp_path).name}.sha256"
    checked = subprocess.run(["sha256sum", "-c", name], check=False, cwd=tmp_path, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout) == (0, f"{name.removesuffix('.sha256')}: OK\n")


def test_the_same_archive_makes_the_same_bytes(tmp_path):
    make_article()
    first, second = (dump_in(tmp_path / name).read_bytes() for name in "ab")
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_a_dump_of_another_format_and_a_filter_by_date(tmp_path):
    make_article()
    file = dump_in(tmp_path, "--format", "csv", "--after", "0", end="csv.gz")
    assert gzip.decompress(file.read_bytes()).decode("utf-8-sig").startswith("id,url,title")


@pytest.mark.usefixtures("search_index")
def test_a_date_after_to_is_a_filter_still(tmp_path):
    make_article(title="Tides")
    assert exported("--to", "1999") == ""
    with pytest.raises(CommandError, match="no such date"):
        exported("--to", "1999-13")


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=r"Cannot write into .*Nothing was left there"):
        exported("--to", str(tmp_path / "file"))


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    make_article()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dump.os, "fsync", full)
    with pytest.raises(CommandError, match="No space left on device"):
        exported("--to", str(tmp_path))
    assert os.listdir(tmp_path) == []


def test_an_export_that_fails_half_way_leaves_the_earlier_dump(tmp_path):
    make_article()
    file = dump_in(tmp_path)
    before = file.read_bytes()
    with pytest.raises(ZeroDivisionError):
        dump.write_dump((b"x" * (1 // number) for number in (1, 0)), tmp_path, "ndjson")
    assert file.read_bytes() == before
    assert len(os.listdir(tmp_path)) == 2


def test_the_operators_own_copy_has_what_may_not_be_shown():
    make_article(make_issue(make_publication("Closed Weekly", access="summary")), body="Secret.")
    assert json.loads(exported())["body"] is None
    assert json.loads(exported("--with-withheld"))["body"] == "Secret."


def test_no_address_gives_what_may_not_be_shown(client):
    response = client.get("/api/v1/export.ndjson?withheld=1")
    assert response.status_code == 400


def test_a_wrong_parameter_is_told():
    with pytest.raises(CommandError, match="no field “titel”"):
        exported("--fields", "titel")
