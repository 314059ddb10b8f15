"""What a harvester asks (OAI-PMH 2.0): each verb, each format, each kind of set."""

from itertools import product
from urllib.parse import urlencode

from django.test import Client
from lxml import etree

_OAI = "{http://www.openarchives.org/OAI/2.0/}"


def requests_to_harvest(archive):
    """The addresses of all requests that a harvester of the archive can make, each verb at least once."""
    formats = _listed("ListMetadataFormats", "metadataPrefix")
    sets = {spec.partition(":")[0]: spec for spec in _listed("ListSets", "setSpec")}
    records = _listed("ListIdentifiers&metadataPrefix=oai_dc", "identifier")
    assert len(formats) > 1
    assert len(sets) > 1
    assert len(records) == len(archive.articles)
    asked = [{"verb": verb} for verb in ("Identify", "ListMetadataFormats", "ListSets")]
    for verb, prefix, spec in product(("ListRecords", "ListIdentifiers"), formats, [None, *sets.values()]):
        asked.append({"verb": verb, "metadataPrefix": prefix} | ({"set": spec} if spec else {}))
    asked += [
        {"verb": "GetRecord", "identifier": record, "metadataPrefix": prefix}
        for record, prefix in product(records, formats)
    ]
    return [f"/oai?{urlencode(one)}" for one in asked]


def _listed(request, name):
    root = etree.fromstring(Client().get(f"/oai?verb={request}").content)
    return [element.text for element in root.iter(_OAI + name)]
