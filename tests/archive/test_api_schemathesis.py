"""Every operation of the API does what its description says, whatever it is asked: schemathesis makes up the requests.

25 for each operation; `CHECK_ALL=1` makes it 200.
"""

import json
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from archive.api import api
from archive.wsgi import application
from articles.models import Institution, Region, Topic
from search.index import rebuild
from search.records import FACETS
from tests.builders import make_article, make_issue, make_publication

pytestmark = pytest.mark.django_db

CASES = 200 if os.environ.get("CHECK_ALL") else 25

description = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
description.app = application

PLAIN = {"Accept-Encoding": "identity"}  # the client would not unpack what is compressed

UNTOLD = {
    "/api/v1/search": {"q", "from", "to"},
    "/api/v1/export.{format}": {"q", "from", "to", "frozen"},
}
"""Parameters of which no schema can tell what is right: a query, which of two dates is the later one, the key of a set
that is kept."""


@pytest.fixture
def archive(search_index):
    """A few articles with all that an article can have, and one withdrawn."""
    Topic.objects.update_or_create(slug="energy", defaults={"name": "Energy", "name_zh": "能源"})
    Region.objects.update_or_create(code="CN-TJ", defaults={"name": "Tianjin", "kind": "province"})
    Institution.objects.update_or_create(slug="most", defaults={"name": "Ministry"})
    tags = {"topics": ("energy",), "regions": ("CN-TJ",), "institutions": ("most",), "authors": ("ZHOU Min",)}
    issue = make_issue(pk=1, number="12")
    make_article(issue, pk=1, title="Carbon market opens", section="Policy", body="Tides **rise**.", **tags)
    for number in range(3):
        make_article(issue, title=f"潮汐 {number}", language="zh", **tags)
    summary = make_issue(make_publication("Bay Weekly", access="summary"), date=None)
    make_article(summary, title="Withheld tides", **tags).captions.create(text="A pier.")
    rebuild()


@description.parametrize()
@settings(
    max_examples=CASES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_answers_as_it_is_described(archive, case):
    load_all_checks()
    untold = UNTOLD.get(case.path, set())
    unjudged = [positive_data_acceptance] if untold.intersection(case.query or {}) else []
    # `topic=true` is meant to be no list, but in an address it is a list of one.
    if any(name in (*FACETS, "fields") and not isinstance(value, list) for name, value in (case.query or {}).items()):
        unjudged.append(negative_data_rejection)
    case.call_and_validate(excluded_checks=unjudged, headers=PLAIN)
