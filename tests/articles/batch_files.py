"""Batches for the tests of them."""

from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.batches import make_batch
from tests.articles.desk import PAGE
from tests.articles.zips import zipped


def issue(number):
    """The text of one issue."""
    return PAGE.replace("No. 12", f"No. {number}")


def issues_zip(count):
    """An archive of that many issues, numbered from 1."""
    return zipped(*((f"{number}.md", issue(number)) for number in range(1, count + 1)))


def batch_of(*files, **given):
    """A batch of files that are (name, content) pairs."""
    uploads = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files]
    return make_batch(uploads, **given)


def kept_files():
    """What lies in the folder of uploaded batches."""
    folder = Path(settings.MEDIA_ROOT) / "batches"
    return list(folder.iterdir()) if folder.exists() else []


def states(batch):
    """What became of each source, in order: pairs of its label and its state."""
    return list(batch.items.values_list("label", "state"))
