"""An article's Markdown as the HTML that pages serve, and as plain text to index and count."""

import html
import re

import markdown
import nh3
from markdown.extensions.tables import TableExtension

from articles.ingest.records import GAP

_ALLOWED_TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol",
    "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_TABLES = TableExtension(use_align_attribute=True)  # a style would not outlive the cleaning
_GAP_HTML = '<span class="gap">[text lost in the source]</span>'
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def body_html(body: str) -> str:
    """Markdown as HTML that is safe to put into a page: no script, no style, no handler, no image.

    Headings start at the second level, since the first is the article's headline.
    """
    raw = markdown.markdown(body, extensions=[_TABLES, "sane_lists"], output_format="html")
    raw = re.sub(r"<(/?)h1\b", r"<\1h2", raw)
    clean = nh3.clean(raw, tags=_ALLOWED_TAGS, attributes=_ALLOWED_ATTRIBUTES)
    return clean.replace(GAP, _GAP_HTML)


def plain_text(rendered: str) -> str:
    """The words of a body that `body_html` rendered, a blank line between its blocks, gap marks left out."""
    spaced = re.sub(r"</(?:p|h[2-6]|li|tr|blockquote|pre|dt|dd)>|<br>|<hr>", "\n\n", rendered.replace(_GAP_HTML, ""))
    spaced = re.sub(r"</t[dh]>", " ", spaced)
    text = html.unescape(re.sub(r"<[^>]+>", "", spaced))
    return "\n\n".join(line for block in text.split("\n\n") if (line := " ".join(block.split())))


def word_count(text: str) -> int:
    """Words in Latin script plus Chinese characters, which is how each language counts its length."""
    return len(_CJK.findall(text)) + len(_WORD.findall(_CJK.sub(" ", text)))
