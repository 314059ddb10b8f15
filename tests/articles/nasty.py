"""Archives that are hard to carry over: any text in any field, and everything that may be missing."""

import datetime

from hypothesis import strategies as st

from articles.models import Article, ArticleRegion, ArticleTopic, Author, Authorship, Caption, Region, State, Topic
from tests.builders import make_issue, make_publication

_ODD = [
    "\u2028", "\x85", "\x01", "\x7f", "\ufeff", "\ufffe", '"', "\\", "\n", "\r\n", "\t", "潮汐", "<script>",
    "=1+1", "é", "𠮷",
]  # fmt: skip
_ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
TEXTS = st.lists(st.sampled_from(_ODD) | _ANY, max_size=6).map("".join)
TITLES = TEXTS.filter(bool)
_DATES = st.tuples(st.none() | st.dates(datetime.date(1, 1, 1)), st.sampled_from(["day", "month", "year"]))


@st.composite
def articles(draw):
    """The fields of an article and of what belongs to it."""
    date, precision = draw(_DATES)
    return {
        "title": draw(st.just("The same title") | TITLES),
        "standfirst": draw(TEXTS),
        "byline": draw(TEXTS),
        "body": draw(TEXTS),
        "source_note": draw(TEXTS),
        "language": draw(st.sampled_from(["en", "zh"])),
        "date": _first(date, precision),
        "date_precision": precision if date else "day",
        "authors": draw(st.lists(TITLES, max_size=3, unique=True)),
        "captions": draw(st.lists(st.tuples(TITLES, TEXTS, st.none() | TEXTS), max_size=2)),
        "evidence": draw(TEXTS),
        "issue": draw(st.integers(0, 3)),
    }


def _first(date, precision):
    if date is None:
        return None
    return date.replace(day=1 if precision != "day" else date.day, month=1 if precision == "year" else date.month)


ARCHIVES = st.lists(articles(), min_size=1, max_size=6)


def make_archive(drawn):
    """Stores what was drawn: issues with and without a date, one of a publication that is not shown in full."""
    open_, closed = make_publication("Open 日报", rights="©"), make_publication("Closed", access="summary")
    issues = [
        make_issue(open_, slug="2024-潮", number="No. 1", title="Tides\u2028"),
        make_issue(open_, slug="undated", date=None),
        make_issue(open_, slug="a-month", date="2024-05-01", date_precision="month"),
        make_issue(closed, slug="closed", date="2024-01-01", date_precision="year"),
    ]
    for number, fields in enumerate(drawn, 1):
        _make_article(issues[fields["issue"]], number, dict(fields))


def _make_article(issue, number, fields):
    authors, captions, evidence = fields.pop("authors"), fields.pop("captions"), fields.pop("evidence")
    article = Article.objects.create(
        **(fields | {"issue": issue}), pk=number * 3, position=number * 2, state=State.PUBLISHED
    )
    for place, name in enumerate(authors, 1):
        author = Author.objects.get_or_create(name=name, defaults={"slug": f"author-{Author.objects.count()}"})[0]
        Authorship.objects.create(article=article, author=author, position=place * 2)
    for place, (text, credit, anchor) in enumerate(captions, 1):
        Caption.objects.create(article=article, position=place, text=text, credit=credit, anchor=anchor)
    topic = Topic.objects.get_or_create(slug="x-own", defaults={"name": "Our own & topic"})[0]
    ArticleTopic.objects.create(article=article, topic=topic, evidence=evidence, origin="rule")
    region = Region.objects.get_or_create(code="X-BAY", defaults={"name": "The Bay", "kind": "group"})[0]
    ArticleRegion.objects.create(article=article, region=region)
