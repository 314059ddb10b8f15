"""Sessions, cookies and passwords, and the accounts that an operator makes."""

import re
from io import StringIO

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from archive import settings as site_settings

pytestmark = pytest.mark.django_db

PASSWORD = "a long and right one"


def signed_in():
    User.objects.create_superuser("wu", password=PASSWORD)
    client = Client()
    client.post("/admin/login/", {"username": "wu", "password": PASSWORD})
    return client


def test_the_cookie_of_a_session_is_for_no_script_and_no_other_site():
    cookie = signed_in().cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_a_session_ends_after_half_a_day():
    assert 0 < signed_in().session.get_expiry_age() <= 12 * 60 * 60


def test_a_session_gets_a_new_key_at_the_login():
    client = Client()
    User.objects.create_superuser("wu", password=PASSWORD)
    session = client.session  # as somebody may have put it there
    session["planted"] = True
    session.save()
    before = session.session_key
    client.post("/admin/login/", {"username": "wu", "password": PASSWORD})
    assert client.session.session_key != before


def test_a_new_password_logs_the_others_out():
    here, there = signed_in(), Client()
    there.post("/admin/login/", {"username": "wu", "password": PASSWORD})
    new = {"old_password": PASSWORD, "new_password1": "quite another one", "new_password2": "quite another one"}
    here.post("/admin/password_change/", new)
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


def test_logging_out_takes_a_button():
    client = signed_in()
    assert client.get("/admin/logout/").status_code == 405
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("weak", ["eleven-char", "password1234", "123456789012345"])
def test_a_weak_password_is_refused(weak):
    with pytest.raises(ValidationError):
        validate_password(weak)


def test_passwords_kept_the_old_way_are_kept_anew_at_the_next_login(settings):
    settings.PASSWORD_HASHERS = site_settings.PASSWORD_HASHERS
    User.objects.create(username="wu", password=make_password(PASSWORD, hasher="pbkdf2_sha256"), is_staff=True)
    assert Client().post("/admin/login/", {"username": "wu", "password": PASSWORD}).status_code == 302
    assert User.objects.get().password.startswith("scrypt$")


def test_an_operator_makes_an_account_that_works():
    said = StringIO()
    call_command("add_person", "chen", groups="editors,reviewers", stdout=said)
    password = re.search(r"password (\S+) ", said.getvalue())[1]
    assert Client().post("/admin/login/", {"username": "chen", "password": password}).status_code == 302
    person = User.objects.get(username="chen")
    assert sorted(person.groups.values_list("name", flat=True)) == ["Editors", "Reviewers"]
    assert (person.is_staff, person.is_superuser) == (True, False)
    validate_password(password)


@pytest.mark.parametrize(
    ("name", "groups"), [("chen", "bosses"), ("chen", ""), ("taken", "editors"), ("a b", "editors")]
)
def test_an_account_that_cannot_be_made_is_told_in_a_sentence(name, groups):
    User.objects.create_user("taken")
    with pytest.raises(CommandError):
        call_command("add_person", name, groups=groups)
    assert User.objects.count() == 1
