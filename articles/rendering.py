"""An article's Markdown as the HTML that pages serve, and as plain text to index and count."""

import html
import re
import threading

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
GAP_HTML = '<span class="gap">[text lost in the source]</span>'
_MOST_LINKS = 100
"""Square brackets in a block that may be links; from more than that, unclosed, the converter takes seconds."""
_GAP_SIGN = "\ue000"
_PLAIN_BLOCK = re.compile(
    r"(?:(?P<marks>#{2,6}) )?"
    r"(?P<text>(?:[^\W\d_]|[“‘\"'(（《「【]|\d+(?![.)\d]))(?:[^\n*_`<>\[\]|\\&!#{}:\s]|:(?!//)| (?! |$))*)"
)
"""A paragraph or subhead of one line, which begins no list and has no sign that means anything in Markdown."""
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class _Converter(threading.local):
    """Markdown's converter, one for each thread: it serves one text at a time, and takes as long to build as to use."""

    def __init__(self) -> None:
        self.markdown = markdown.Markdown(extensions=[_TABLES, "sane_lists"], output_format="html")


_CONVERTER = _Converter()


def body_html(body: str) -> str:
    """Markdown as HTML that is safe to put into a page: no script, no style, no handler, no image.

    Headings start at the second level, since the first is the article's headline.
    """
    raw = _converted(body)
    raw = re.sub(r"<(/?)h1\b", r"<\1h2", raw)
    clean = nh3.clean(raw, tags=_ALLOWED_TAGS, attributes=_ALLOWED_ATTRIBUTES)
    return clean.replace(GAP, GAP_HTML)


def _converted(body: str) -> str:
    """Markdown as HTML that is not safe yet. Lists and quotes nested deeper than the converter can follow, which no
    text has, make the whole body plain paragraphs."""
    if plain := _plainly(body):
        return plain
    blocks = (block.replace("[", r"\[") if block.count("[") > _MOST_LINKS else block for block in body.split("\n\n"))
    converter = _CONVERTER.markdown.reset()
    converter.parser.state.clear()  # a text that could not be converted would leave its lists open
    try:
        return converter.convert("\n\n".join(blocks))
    except RecursionError:
        return "".join(f"<p>{html.escape(block)}</p>" for block in body.split("\n\n"))


def _plainly(body: str) -> str | None:
    """What the converter makes of a body of nothing but paragraphs and subheads, as most are, at a tenth of its time;
    None for any other."""
    parts = []
    for block in body.replace(GAP, _GAP_SIGN).split("\n\n"):
        if not (match := _PLAIN_BLOCK.fullmatch(block)):
            return None
        tag = f"h{len(match['marks'])}" if match["marks"] else "p"
        parts.append(f"<{tag}>{match['text']}</{tag}>")
    return "\n".join(parts).replace(_GAP_SIGN, GAP)


def plain_text(rendered: str) -> str:
    """The words of a body that `body_html` rendered, a blank line between its blocks, gap marks left out."""
    spaced = re.sub(r"</(?:p|h[2-6]|li|tr|blockquote|pre|dt|dd)>|<br>|<hr>", "\n\n", rendered.replace(GAP_HTML, ""))
    spaced = re.sub(r"</t[dh]>", " ", spaced)
    text = html.unescape(re.sub(r"<[^>]+>", "", spaced))
    return "\n\n".join(line for block in text.split("\n\n") if (line := " ".join(block.split())))


def word_count(text: str) -> int:
    """Words in Latin script plus Chinese characters, which is how each language counts its length."""
    return len(_CJK.findall(text)) + len(_WORD.findall(_CJK.sub(" ", text)))
