"""One request of the protocol from its arguments to the XML of its answer (section 3.2)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.http import QueryDict
from django.utils import timezone

from articles.exports.rows import utc
from articles.oai import answers, markup
from articles.oai.answers import Asked
from articles.oai.arguments import read_arguments
from articles.oai.errors import ProtocolError

_NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
_ANSWERS: dict[str, Callable[[Asked, Any], None]] = {
    "Identify": answers.identify,
    "ListMetadataFormats": answers.list_metadata_formats,
    "ListSets": answers.list_sets,
    "GetRecord": answers.get_record,
    "ListIdentifiers": answers.list_identifiers,
    "ListRecords": answers.list_records,
}


def answer(given: QueryDict, base: str, path: str) -> bytes:
    """The XML that answers a request, be it an error of the protocol's.

    `base` is the archive's address, `https://archive.example/`, and `path` where in it the protocol is spoken.
    """
    now = timezone.now()  # before anything is read, so that nothing that the answer lacks is older than its date
    address = urljoin(base, path)
    try:
        arguments = read_arguments(given)
    except ProtocolError as error:  # the arguments of a request that is none are not repeated
        return _envelope(now, address, {}, _said(error))
    body = markup.child(_empty(), arguments["verb"])
    try:
        _ANSWERS[arguments["verb"]](Asked(arguments, base, address, now), body)
    except ProtocolError as error:
        body = _said(error)
    return _envelope(now, address, arguments, body)


def _empty() -> Any:
    return markup.root("OAI-PMH", None, _NAMESPACE, _SCHEMA)


def _said(error: ProtocolError) -> Any:
    parent = _empty()
    markup.say(parent, "error", error.message, code=error.code)
    return parent[0]


def _envelope(now: Any, address: str, arguments: dict[str, str], body: Any) -> bytes:
    whole = _empty()
    markup.say(whole, "responseDate", utc(now))
    markup.say(whole, "request", address, **arguments)
    whole.append(body)
    return markup.document(whole)
