"""The project's settings on the data folder in ARCHIVE_DATA, without style sheets that had to be gathered first."""

from archive.settings import *  # noqa: F403

SEARCH_LIMIT = EXPORT_LIMIT = ()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (WhiteNoise warns of a folder that is missing)
