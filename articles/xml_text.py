"""Text as XML documents may hold it (XML 1.0, section 2.2)."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit_for_xml(text: str) -> str:
    """The text with a space in the place of each character that no XML document may hold."""
    return _NOT_IN_XML.sub(" ", text)
