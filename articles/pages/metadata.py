"""What the head of an article's page says of it to reference managers and to search engines for scholars.

Three vocabularies stand side by side, as each is read by some that do not read the others: `citation_*` of HighWire
Press (Google Scholar's inclusion guidelines), Dublin Core (dublincore.org, "Expressing Dublin Core in HTML") and PRISM.

Zotero's translator "Embedded Metadata" decides much of it. By `DC.type` it takes for a newspaper's what else would be
an article of a journal, as `citation_journal_title` would make it. Without `prism.publicationName` the site would be
the publication. `DC.identifier` is no address: in one that has `10/` in it Zotero sees a DOI.
"""

from typing import NamedTuple

from articles.exports import cited
from articles.exports.rows import ArticleRow
from articles.identifiers import article_uri
from articles.person_names import PersonName

SCHEMAS = {
    "DC": "http://purl.org/dc/elements/1.1/",
    "DCTERMS": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
}
"""The vocabularies of the names that stand before a full stop, for `<link rel="schema.DC">`."""


class Meta(NamedTuple):
    """A `<meta>` element."""

    name: str
    content: str


def metadata(row: ArticleRow) -> list[Meta]:
    """All that is known of an article but its text, of which there is nothing beyond the standfirst."""
    found = [*_highwire(row), *_dublin_core(row), *_prism(row)]
    return [Meta(name, content) for name, content in found if content]


def _highwire(row: ArticleRow) -> list[tuple[str, str]]:
    return [
        ("citation_title", cited.one_line(row["title"])),
        *(("citation_author", _for_zotero(person)) for person in cited.people(row)),
        ("citation_publication_date", cited.printed_date(row)),
        ("citation_issue", row["issue"]["number"] or ""),
        ("citation_firstpage", cited.page(row)),
        ("citation_language", row["language"]),
        ("citation_abstract", cited.one_line(row["standfirst"])),
        ("citation_keywords", "; ".join(topic["name"] for topic in row["topics"])),
        ("citation_public_url", row["url"]),
    ]


def _for_zotero(person: PersonName) -> str:
    """The name so that Zotero parts it where it is to be parted.

    A comma at its end keeps a body of several words whole; a semicolon keeps it from taking the two halves of
    `de la Cruz, Juan Manuel`, which have a space each, for two authors.
    """
    if not person.given:
        return f"{person.family}," if " " in person.family else person.family
    name = f"{person.family}, {person.given}"
    return f"{name};" if " " in person.family and " " in person.given else name


def _dublin_core(row: ArticleRow) -> list[tuple[str, str]]:
    return [
        ("DC.title", cited.one_line(row["title"])),
        *(("DC.creator", cited.inverted(person)) for person in cited.people(row)),
        ("DC.type", "newspaperArticle"),
        ("DC.format", "text/html"),
        ("DC.date", cited.printed_date(row)),
        ("DC.identifier", article_uri(row["id"])),
        ("DC.language", row["language"]),
        ("DC.source", cited.one_line(row["issue"]["publication"]["name"])),
        ("DC.description", cited.one_line(row["standfirst"])),
        *(("DC.subject", topic["name"]) for topic in row["topics"]),
        ("DC.rights", row["rights"] or ""),
        ("DCTERMS.issued", cited.printed_date(row)),
        ("DCTERMS.modified", row["updated_at"]),
        *(("DCTERMS.spatial", region["name"]) for region in row["regions"]),
        ("DCTERMS.bibliographicCitation", cited.source_line(row)),
    ]


def _prism(row: ArticleRow) -> list[tuple[str, str]]:
    return [
        ("prism.publicationName", cited.one_line(row["issue"]["publication"]["name"])),
        ("prism.publicationDate", cited.printed_date(row)),
        ("prism.number", row["issue"]["number"] or ""),
        ("prism.startingPage", cited.page(row)),
    ]
