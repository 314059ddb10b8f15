"""A few kept files, and what an inspection says of them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.inspecting.findings import Looked
from tests.builders import make_issue, make_source


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Nobody deletes anything beside these tests, so that there is nothing to wait for."""
    monkeypatch.setattr("articles.inspecting.orphans._DELETING_SECONDS", 0)


@pytest.fixture
def media(db, settings, tmp_path) -> Path:
    """The folder of uploads, empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def kept(media):
    """Six files of one issue, each kept under its SHA-256."""
    issue = make_issue()
    return [keep(issue, f"{number}. A file to be kept.\n".encode() * (number + 1) ** 2) for number in range(6)]


def keep(issue, data):
    """A source with its file."""
    source = make_source(issue, data)
    source.file = default_storage.save(f"sources/{source.sha256[:2]}/{source.sha256}.md", ContentFile(data))
    source.save()
    return source


def told(check, **given):
    """What a check finds, as pairs of code and subject."""
    return [(finding.code, finding.subject) for finding in check(Looked(), **given)]
