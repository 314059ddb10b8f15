"""The checksum of what an article says, to notice when something else than the archive has changed it."""

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.models import Article

_FIELDS = ("title", "standfirst", "byline", "language", "source_note", "body", "body_html", "text")


def checksum(article: "Article") -> str:
    """The SHA-256, in hexadecimal digits, of its texts, its own date and language, and of what was made of its body.

    Where it stands, whether it is public and what it is tagged with have no part in it.
    """
    said = [getattr(article, name) for name in _FIELDS]
    said += [str(article.date or ""), article.date_precision]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
