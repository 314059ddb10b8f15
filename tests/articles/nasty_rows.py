"""Rows of articles with anything in them that a database may hold, for hypothesis."""

from hypothesis import strategies as st

from articles.exports.rows import TEXTS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAME = TEXT.filter(str.strip)
SLUG = st.from_regex(r"[-\w]{1,12}", fullmatch=True)
DATE = st.sampled_from([None, "1998", "2024-05", "2024-05-06"])
MOMENT = st.sampled_from(["2024-05-06T07:08:09Z", "2025-01-01T00:00:00Z"])

_NAMED = st.fixed_dictionaries({"slug": SLUG, "name": NAME})
_PLACE = st.fixed_dictionaries({"code": st.sampled_from(["CN", "CN-TJ", "eu"]), "name": NAME})
_ISSUE = st.fixed_dictionaries(
    {
        "id": st.integers(1),
        "slug": SLUG,
        "title": st.none() | NAME,
        "url": st.just("https://archive.example/issues/%E6%B5%B7/1/"),
        "publication": _NAMED,
        "number": st.none() | NAME,
        "date": DATE,
    }
)
_CAPTION = st.fixed_dictionaries({"text": NAME, "credit": st.none() | NAME, "anchor": st.none() | TEXT})


def _rows(access, texts):
    return st.fixed_dictionaries(
        {
            "id": st.integers(1),
            "url": st.just("https://archive.example/articles/1/%E6%BD%AE%E6%B1%90/"),
            "title": NAME,
            "standfirst": st.none() | NAME,
            "section": st.none() | _NAMED,
            "issue": _ISSUE,
            "position": st.integers(1),
            "byline": st.none() | NAME,
            "authors": st.lists(_NAMED, max_size=3),
            "date": DATE,
            "language": st.sampled_from(["en", "zh", "zh-Hant"]),
            "topics": st.lists(_NAMED, max_size=2),
            "regions": st.lists(_PLACE, max_size=2),
            "institutions": st.lists(_NAMED, max_size=2),
            "captions": st.lists(_CAPTION, max_size=2),
            "source_note": st.none() | NAME,
            "word_count": st.integers(0),
            "rights": st.none() | NAME,
            "access": st.just(access),
            "published_at": MOMENT,
            "updated_at": MOMENT,
        }
        | dict.fromkeys(TEXTS, texts)
    )


ROWS = _rows("full", TEXT) | _rows("summary", st.none())
"""Whole rows as `articles.exports.rows.article_row` makes them."""
