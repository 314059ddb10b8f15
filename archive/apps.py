"""The project as an app of its own: its checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from archive.checks import check_public_names


class Archive(AppConfig):
    name = "archive"

    def ready(self) -> None:
        register(check_public_names, Tags.security, deploy=True)
