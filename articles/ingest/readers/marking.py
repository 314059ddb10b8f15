"""Marks in Markdown what a format itself tells of a text and Markdown has no mark for."""

from articles.ingest.wording import CREDITS, find_forms, plain, word_length

_CAPTION_MARK = "▲ "
"""Chinese papers print it before a caption; the step that finds captions goes by it."""
_LONGEST_CAPTION = 70
"""Words beyond which a text at a picture is no caption."""


def as_caption(text: str) -> str:
    """A caption as one line of Markdown, with a mark where no credit tells that it is one."""
    short = word_length(text) <= _LONGEST_CAPTION and not any(find_forms(CREDITS, plain(text)))
    return f"{_CAPTION_MARK}{text}" if short else text
