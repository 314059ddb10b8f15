"""What of an article may be shown: the one rule that pages, feeds, JSON, exports and harvests obey.

Each publication says whether its texts may be shown in full or only by headline, standfirst and snippets. The full
text is searched in either case, and editors always see all of it.
"""

import re
from collections.abc import Iterable

from django.utils.text import Truncator

from articles.models import Access, Article, Caption
from articles.models.tags import Tagging

SNIPPET_LENGTH = 200
"""How much of a text may stand in for a standfirst, in characters."""

SHORT_TEXT = 640
"""Up to how many characters two snippets of a search would give a whole text away: those have 320 at most."""

_BROKEN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+\Z")


def may_show_text(access: str) -> bool:
    """Whether the texts of a publication with this `access` may be shown in full: body, captions and evidence."""
    return access == Access.FULL


def quotable(text: str, access: str) -> str:
    """What of an article's `text` snippets may be cut out of: of a short one that may not be shown, its first half."""
    if may_show_text(access) or len(text) > SHORT_TEXT:
        return text
    half = _BROKEN_WORD.sub("", text[: len(text) // 2]).rstrip()
    return f"{half} …" if half else ""


class Shown:
    """What the public may see of an article's texts. Reads of the article only what is asked for."""

    def __init__(self, article: Article, withheld: bool = False) -> None:
        """With `withheld`, the texts that may not be shown as well: for the operator's own copy and nobody else."""
        self._article = article
        self.in_full = withheld or may_show_text(article.access)

    @property
    def body(self) -> str | None:
        """The Markdown; None where it may not be shown."""
        return self._article.body if self.in_full else None

    @property
    def body_html(self) -> str | None:
        """The body as safe HTML; None where it may not be shown."""
        return self._article.body_html if self.in_full else None

    @property
    def text(self) -> str | None:
        """The words without marks; None where they may not be shown."""
        return self._article.text if self.in_full else None

    @property
    def captions(self) -> Iterable[Caption]:
        """The captions; none where they may not be shown."""
        return self._article.captions.all() if self.in_full else ()

    def evidence(self, tag: Tagging) -> str:
        """The passage of the text that one of its tags rests on; empty where it may not be shown or was not kept."""
        return tag.evidence if self.in_full else ""

    def summary(self, length: int = SNIPPET_LENGTH) -> str:
        """The standfirst or else the beginning of the text, on one line of at most `length` characters.

        Where the text may not be shown in full, its beginning is never longer than a snippet.
        """
        return _on_one_line(self._article.standfirst, length) or self.opening(length)

    def opening(self, length: int = SNIPPET_LENGTH) -> str:
        """The beginning of the text, on one line of at most `length` characters, and no more than a snippet of one
        that may not be shown in full."""
        most = length if self.in_full else min(length, SNIPPET_LENGTH)
        return _on_one_line(quotable(self._article.text, self._article.access), most)


def _on_one_line(text: str, length: int) -> str:
    return Truncator(" ".join(text.split())).chars(length, truncate="…")  # the same on pages of every language
