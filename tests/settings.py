"""The project's settings for tests, which keep their data in a folder of their own and cost no time on passwords."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="archive-tests-")
os.environ["ARCHIVE_DATA"] = _folder.name

from archive.settings import *  # noqa: E402, F403

SEARCH_LIMIT = EXPORT_LIMIT = ()  # all tests ask from one address; those of the limits set their own
if DATABASES["default"]["ENGINE"] == "archive.sqlite":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 (pytest-django knows Django's own backends alone)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()  # noqa: F405 (WhiteNoise warns of a folder that is missing, and warnings are errors here)
