"""`manage.py add_person`: an account for somebody who works at the desk."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.prepared import require_archive

GROUPS = {"editors": "Editors", "reviewers": "Reviewers"}
"""What may be written, and what a migration has called them."""


class Command(BaseCommand):
    help = "Makes an account for the desk, and prints its password, which is kept nowhere else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what the person logs in with")
        parser.add_argument(
            "--groups", default="editors", help="with commas between: editors prepare, reviewers publish (editors)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        words = [word.strip().lower() for word in options["groups"].split(",") if word.strip()]
        if not words or not set(words) <= GROUPS.keys():
            raise CommandError(f"There are the groups {' and '.join(GROUPS)}.")
        password = secrets.token_urlsafe(12)
        people = get_user_model()
        person = people(username=people.normalize_username(options["name"]), is_staff=True)
        person.set_password(password)
        try:
            person.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            person.save()
            person.groups.set([Group.objects.get(name=GROUPS[word]) for word in words])
        self.stdout.write(f"Made the account {person}, password {password} (shown only this once)")
