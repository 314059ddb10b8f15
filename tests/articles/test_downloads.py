"""Files that editors uploaded leave the archive as attachments that nothing can run in, under names that deceive
nobody."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from articles.downloads import safe_name
from tests.builders import make_issue, make_publication, make_source

pytestmark = pytest.mark.django_db

NAMES = {
    "plain.pdf": "plain.pdf",
    'a"b".pdf': 'a"b".pdf',
    "a\r\nSet-Cookie: x=1.txt": "a Set-Cookie: x=1.txt",
    "../../etc/passwd": "etc passwd",
    "..\\boot.ini": "boot.ini",
    "invoice\u202efdp.exe": "invoice fdp.exe",
    "\u2066a\u2069.txt": "a .txt",
    "第一期.md": "第一期.md",
    "x" * 500 + ".docx": "x" * 145 + ".docx",
    "\x00\x1f": "source",
    "": "source",
    "\ud800.txt": "txt",
}


def headers_are_closed(response):
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not {"\r", "\n", "\u202e"} & set("".join(response.headers.values()))


@pytest.mark.parametrize("name, safe", NAMES.items())
def test_a_hostile_name_becomes_a_plain_one(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", [name for name in NAMES if "\ud800" not in name and "\x00" not in name])
def test_sources_are_attachments_for_readers_and_editors(client, name):
    issue = make_issue(make_publication("Gazette"), slug="one")
    source = make_source(issue, name=name[:255], media_type="text/html")
    source.file.save("page", ContentFile(b"<script>alert(1)</script>"))
    client.force_login(get_user_model().objects.create_superuser("chief"))
    for path in (f"/issues/gazette/one/source/{source.pk}/", f"/admin/articles/sourcefile/{source.pk}/download/"):
        response = client.get(path)
        assert response.status_code == 200, path
        headers_are_closed(response)
        assert response.getvalue() == b"<script>alert(1)</script>"
