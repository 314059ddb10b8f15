"""Who may open which page of the desk. The table knows every address: for a new one the test fails until it does."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from articles.models import Article, Author, Inspection, Institution, Publication, Region, Removal, Section, Topic
from tests.access.desk import make_desk
from tests.access.people import (
    AT_THE_DESK,
    BOTH,
    DECIDING,
    NOBODY,
    OPERATOR,
    PREPARING,
    ROLES,
    STAFF,
    browser,
    person,
)
from tests.rights.addresses import editors_patterns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_folder")]

ANYBODY = frozenset(ROLES)
CATALOGUE = {  # who may add one, and delete a draft or something that is not public of itself
    "article": (PREPARING, AT_THE_DESK),
    "author": (AT_THE_DESK, DECIDING),
    "batch": (PREPARING, PREPARING),
    "inspection": (NOBODY, NOBODY),
    "institution": (DECIDING, DECIDING),
    "issue": (PREPARING, AT_THE_DESK),
    "likeness": (NOBODY, AT_THE_DESK),
    "publication": (AT_THE_DESK, DECIDING),
    "region": (DECIDING, DECIDING),
    "removal": (NOBODY, NOBODY),
    "section": (AT_THE_DESK, DECIDING),
    "sourcefile": (NOBODY, NOBODY),
    "topic": (DECIDING, DECIDING),
}
ACCOUNTS = ("auth/user", "auth/group")
TASKS = "django_tasks_database/dbtaskresult"
OPEN = {
    "/admin/": STAFF,
    "/admin/%(app_label)s/": AT_THE_DESK,
    "/admin/%(url)s": NOBODY,  # there is nothing there
    "/admin/articles/batch/%(pk)s/change/": AT_THE_DESK,
    "/admin/articles/issue/%(pk)s/review/": AT_THE_DESK,
    "/admin/articles/issue/changes/%(pk)s/undo/": NOBODY,  # it is only for buttons
    "/admin/articles/issue/upload/": PREPARING,
    "/admin/articles/issue/upload/confirm/": PREPARING,
    "/admin/articles/removal/%(pk)s/bring-back/": NOBODY,
    "/admin/articles/removal/%(pk)s/change/": AT_THE_DESK,
    "/admin/articles/removal/for-good/": OPERATOR,
    "/admin/articles/sourcefile/%(pk)s/download/": AT_THE_DESK,
    "/admin/articles/sourcefile/%(pk)s/reread/": PREPARING,
    "/admin/auth/user/%(id)s/password/": OPERATOR,
    "/admin/autocomplete/": AT_THE_DESK,
    "/admin/jsi18n/": STAFF,
    "/admin/login/": ANYBODY,
    "/admin/logout/": NOBODY,  # it takes a button; whoever has not logged in is sent on
    "/admin/password_change/": STAFF,
    "/admin/password_change/done/": STAFF,
    "/admin/r/%(content_type_id)s/%(object_id)s/": STAFF,  # it leads to what is public
}
for _name, (_adding, _deleting) in CATALOGUE.items():
    _at = f"/admin/articles/{_name}/"
    OPEN |= dict.fromkeys((_at, f"{_at}%(object_id)s/", f"{_at}%(object_id)s/change/"), AT_THE_DESK)
    OPEN |= {
        f"{_at}%(object_id)s/history/": AT_THE_DESK,
        f"{_at}add/": _adding,
        f"{_at}%(object_id)s/delete/": _deleting,
    }
for _name in (*ACCOUNTS, TASKS):
    _pages = ("", "%(object_id)s/", "%(object_id)s/change/", "%(object_id)s/history/", "add/", "%(object_id)s/delete/")
    OPEN |= dict.fromkeys((f"/admin/{_name}/{page}" for page in _pages), OPERATOR)
OPEN |= {f"/admin/{TASKS}/add/": NOBODY}
CLOSED_WHEN_PUBLIC = {
    "/admin/articles/article/%(object_id)s/delete/": DECIDING,
    "/admin/articles/issue/%(object_id)s/delete/": DECIDING,
    "/admin/articles/likeness/%(object_id)s/delete/": DECIDING,
    "/admin/articles/sourcefile/%(pk)s/reread/": BOTH,
}
"""Where it makes a difference that the public sees the thing."""


@pytest.fixture
def desk():
    Inspection.objects.create()
    Removal.objects.create(model="articles.issue", key=99, name="An issue")
    return make_desk()


def filled(template, desk, rows):
    """The template as an address of something that is there."""
    subjects = {
        **{model.__name__.lower(): model.objects.first() for model in (Author, Institution, Publication, Region)},
        **{model.__name__.lower(): model.objects.first() for model in (Section, Topic)},
        "article": rows.articles[0],
        "issue": rows.issue,
        "likeness": rows.likeness,
        "sourcefile": rows.source,
        "batch": desk.batch,
        "user": person("editor"),
        "group": Group.objects.first(),
    }
    model = template.split("/")[3] if template.count("/") > 4 else ""
    if model in apps.all_models["articles"]:
        subjects.setdefault(model, apps.get_model("articles", model).objects.first())
    key = rows.change.pk if "/undo/" in template else getattr(subjects.get(model), "pk", 1)
    values = {"app_label": "articles", "url": "nothing", "object_id": key, "pk": key, "id": key}
    if "content_type_id" in template:
        values |= {"content_type_id": ContentType.objects.get_for_model(Article).pk, "object_id": rows.articles[0].pk}
    query = "?app_label=articles&model_name=article&field_name=section" if "autocomplete" in template else ""
    return template % values + query


def may_open(role, address):
    """Whether somebody in that role gets the page: neither refused nor sent to the login."""
    response = browser(role).get(address)
    while response.status_code in (301, 302) and response.url.startswith("/admin/"):
        if response.url.startswith("/admin/login/"):
            return False
        if not response.url.startswith(address):
            break  # it leads elsewhere, on purpose
        response = browser(role).get(response.url)
    response.close()
    return response.status_code in (200, 302)


def test_the_table_knows_every_page_of_the_desk():
    assert {one.template for one in editors_patterns()} - OPEN.keys() == {"/admin/%(url)s"} - OPEN.keys()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_open_the_pages_that_are_theirs_and_no_others(role, desk):
    tried = {template for template in OPEN if f"/{TASKS}/%" not in template} - {"/admin/logout/"}  # there is no task
    mine = {template for template in tried if may_open(role, filled(template, desk, desk.draft))}
    assert mine == {template for template in tried if role in OPEN[template]}


@pytest.mark.parametrize("role", ROLES)
def test_what_the_public_sees_is_deleted_and_read_again_by_reviewers_alone(role, desk):
    mine = {template for template in CLOSED_WHEN_PUBLIC if may_open(role, filled(template, desk, desk.public))}
    assert mine == {template for template, roles in CLOSED_WHEN_PUBLIC.items() if role in roles}
