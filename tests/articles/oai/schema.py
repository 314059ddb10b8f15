"""The schemas of everything that an answer may hold, read from the folder beside this file alone."""

from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).with_name("schemas")
NAMESPACES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "mods": "http://www.loc.gov/mods/v3",
    "id": "http://www.openarchives.org/OAI/2.0/oai-identifier",
}


class Beside(etree.Resolver):
    """Finds whatever a schema imports in the folder, by its name."""

    def resolve(self, url, public_id, context):
        return self.resolve_filename(str(FOLDER / url.rpartition("/")[2]), context)


@cache
def schema():
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    return etree.XMLSchema(etree.parse(FOLDER / "all.xsd", parser))


def checked(xml):
    """The answer as an element, once it is found valid. MODS is checked as version 3.6, which 3.8 extends."""
    root = etree.fromstring(xml)
    for record in root.iter(f"{{{NAMESPACES['mods']}}}mods"):
        assert record.attrib["version"] == "3.8"
        record.set("version", "3.6")
    schema().assertValid(root)
    return root
