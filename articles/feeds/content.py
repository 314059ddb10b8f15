"""An article's text as it stands in a feed: its captions where the pictures stood, its links whole."""

import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.html import format_html

from articles.exports.rows import ArticleRow
from articles.pages.illustrated import illustrated

_LINK = re.compile(r'(?<=<a href=")[^"]*')  # nh3 writes it so


@dataclass
class _Caption:
    text: str
    credit: str | None
    anchor: str | None


def content_html(body_html: str | None, row: ArticleRow) -> str | None:
    """The text of the article in that row as HTML; None where it has none or none may be shown."""
    if not body_html:
        return None
    captions = [_Caption(**caption) for caption in row["captions"]]
    return _with_whole_links(_with_captions(body_html, captions) if captions else body_html, row["url"])


def _with_captions(body_html: str, captions: list[_Caption]) -> str:
    passages, homeless = illustrated(body_html, captions)
    parts = [part for passage in passages for part in (passage.html, *map(_figure, passage.captions))]
    return "\n".join([*parts, *map(_figure, homeless)])


def _figure(caption: Any) -> str:
    """A _Caption, as it comes back from `illustrated`, which knows of captions only where they stand."""
    credit = format_html(" <small>{}</small>", caption.credit) if caption.credit else ""
    return format_html("<figure><figcaption>{}{}</figcaption></figure>", caption.text, credit)


def _with_whole_links(body: str, address: str) -> str:
    """Links from the article's page, `#notes` or `../2/`, made to work from any place."""

    def whole(link: re.Match[str]) -> str:
        try:
            return html.escape(urljoin(address, html.unescape(link[0])))
        except ValueError:  # it has never led anywhere
            return link[0]

    return _LINK.sub(whole, body)
