"""Rows with odd texts, which citations have to bring through."""

from hypothesis import strategies as st

SIGNS = [
    "{",
    "}",
    "\\",
    "$",
    "%",
    "&",
    "#",
    "_",
    "~",
    "^",
    '"',
    "'",
    "<",
    ">",
    ",",
    ";",
    "=",
    "@",
    "\n",
    "潮",
    "汐",
    "é",
    "😀",
]
TEXT = st.text(st.sampled_from([*SIGNS, " ", *"abcXYZ019"]), min_size=1, max_size=30).filter(str.strip)
"""Braces and quotes, signs of LaTeX and of markup, Chinese, accents, line breaks, an emoji."""


def spaced(text):
    """The text on one line, as formats of one line a field have it."""
    return " ".join(text.split())


def row_of(**fields):
    """The row of an article that needs no database."""
    publication = {"slug": "harbour", "name": "Harbour Science Daily"}
    address = "https://archive.example/issues/harbour/12/"
    issue = {"id": 1, "slug": "12", "title": None, "url": address, "publication": publication}
    return {
        "id": 7,
        "url": "https://archive.example/articles/7/tides/",
        "title": "Tides",
        "standfirst": None,
        "section": None,
        "issue": issue | {"number": "12", "date": "2023-03-10"},
        "position": 1,
        "byline": None,
        "authors": [],
        "date": None,
        "language": "en",
        "topics": [],
        "regions": [],
        "institutions": [],
        "captions": [],
        "source_note": None,
        "word_count": 6,
        "rights": None,
        "access": "full",
        "published_at": None,
        "updated_at": "2024-05-06T07:08:09Z",
        "body": "A body of one *sentence*.",
        "text": "A body of one sentence.",
    } | fields
