"""The formats that records come in, by their metadataPrefix."""

from collections.abc import Callable
from typing import Any, NamedTuple

from articles.models import Article
from articles.oai import dublin_core, mods
from articles.oai.errors import ProtocolError


class Format(NamedTuple):
    """The addresses of its schema and of its namespace, and what writes an article in it: article and the archive's
    address in, an element out."""

    schema: str
    namespace: str
    write: Callable[[Article, str], Any]


FORMATS = {
    "oai_dc": Format(dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.dublin_core),
    "mods": Format(mods.SCHEMA, mods.NAMESPACE, mods.mods),
}


def format_named(prefix: str) -> Format:
    """The format with that metadataPrefix. Raises ProtocolError where there is none."""
    if prefix not in FORMATS:
        raise ProtocolError("cannotDisseminateFormat", f"Records come in these formats: {', '.join(FORMATS)}.")
    return FORMATS[prefix]
