"""Checks documents by the schemas in `schemas/`, and by the rules that these cannot say."""

import json
import re
from functools import cache
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.validators import validator_for
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def is_uri(text):
    """Whether it has a scheme and no other characters than RFC 3986 lets a URI have."""
    return not isinstance(text, str) or _URI.fullmatch(text) is not None


for _validator in (Draft7Validator, Draft202012Validator):
    _validator.FORMAT_CHECKER.checks("uri")(is_uri)  # jsonschema itself checks it only with libraries we have not


@cache
def _validator_of(schema):
    document = json.loads((SCHEMAS / f"{schema}.schema.json").read_text("utf-8"))
    validator = validator_for(document)
    return validator(document, format_checker=validator.FORMAT_CHECKER)


def faults(document, schema):
    """What the JSON schema has against the document."""
    return [f"{error.json_path}: {error.message}" for error in _validator_of(schema).iter_errors(document)]


@cache
def _atom_grammar():
    return etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))


def atom_faults(content):
    """What the grammar of RFC 4287 and the rules in its text have against the feed."""
    feed = etree.fromstring(content)
    grammar = _atom_grammar()
    grammar.validate(feed)
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    return [
        *(str(error) for error in grammar.error_log),
        *(["two entries have one id"] if len({*ids}) < len(ids) else []),  # 4.1.1
        *([] if feed.find(f"{ATOM}author") is not None else ["nobody is the author of the feed"]),  # 4.1.1
        *(fault for element in [feed, *entries] for fault in _alternates(element)),
        *(f"{uri} is no URI" for uri in [*_uris(feed)] if not is_uri(uri)),  # 4.2.6, 4.2.7
    ]


def _alternates(element):
    """4.1.1, 4.1.2: of one type and language there is one alternate; an entry without content has one at least."""
    links = element.findall(f"{ATOM}link[@rel='alternate']")
    kinds = [(link.get("type"), link.get("hreflang")) for link in links]
    if len({*kinds}) < len(kinds):
        yield "two alternates of one kind"
    if element.tag == f"{ATOM}entry" and not links:
        yield "an entry leads nowhere"


def _uris(feed):
    for element in feed.iter(f"{ATOM}id", f"{ATOM}uri", f"{ATOM}icon"):
        yield element.text
    for element in feed.iter(f"{ATOM}link", f"{ATOM}category"):
        yield element.get("href") or element.get("scheme")
