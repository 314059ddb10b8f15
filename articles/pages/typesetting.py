"""How the stored HTML of a body is set on a page: headings in order, tables that scroll inside, gaps to go to."""

import re
from collections.abc import Iterable
from itertools import count

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.rendering import GAP_HTML

_HEADING = re.compile(r"<(/?)h([2-6])>")
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ALIGNED = re.compile(r'<(t[dh]) align="(left|center|right)">')


def typeset(passages: Iterable[str]) -> list[SafeString]:
    """The passages of one body, as `articles.rendering` made their HTML, ready to be shown one after the other.

    Each gap has an id, `gap-1` and so on. The wording is in the language of the page.
    """
    html = list(passages)
    levels = sorted({int(level) for passage in html for _end, level in _HEADING.findall(passage)})
    shown_level = {str(level): number for number, level in enumerate(levels, 2)}
    tables, gaps = count(1), count(1)

    def heading(tag: re.Match[str]) -> str:
        return f"<{tag[1]}h{shown_level[tag[2]]}>"

    def table(found: re.Match[str]) -> str:
        number = next(tables)
        opened = format_html(
            '<div class="table" role="region" aria-labelledby="table-{}" tabindex="0">'
            '<span class="unseen" id="table-{}" lang="{}">{}</span>',
            *(number, number, _page(), _("Table %(number)s") % {"number": number}),
        )
        return opened + _ALIGNED.sub(r'<\1 class="to-\2">', found[0]) + "</div>"

    def gap(_found: re.Match[str]) -> str:
        words = _("[text lost in the source]")
        return format_html('<span class="gap" id="gap-{}" lang="{}">{}</span>', next(gaps), _page(), words)

    for pattern, replacement in ((_HEADING, heading), (_TABLE, table), (re.compile(re.escape(GAP_HTML)), gap)):
        html = [pattern.sub(replacement, passage) for passage in html]
    return [mark_safe(passage) for passage in html]  # noqa: S308 (cleaned when it was stored)  # nosec B308 B703


def _page() -> str:
    """The language of the page, as the words that are added to a body are in it."""
    return get_language() or "en"
