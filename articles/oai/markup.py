"""Elements of XML, one line each."""

import re
from typing import Any

from lxml import etree

from articles.xml_text import fit_for_xml

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def root(name: str, prefix: str | None, namespace: str, schema: str, **others: str) -> Any:
    """A new element with the address of the schema it keeps to; `others` are more namespaces by their prefixes."""
    prefixes: Any = {prefix: namespace, "xsi": _XSI} | others
    made = etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)
    made.set(f"{{{_XSI}}}schemaLocation", f"{namespace} {schema}")
    return made


def child(parent: Any, name: str, **attributes: str) -> Any:
    """Adds an element to `parent`, in its namespace unless `name` has one, `{…}title`; returns it.

    `lang` is the language of its text. An empty attribute is left out.
    """
    namespace = parent.tag.partition("}")[0]
    made = etree.SubElement(parent, name if name[0] == "{" else f"{namespace}}}{name}")
    language = attributes.pop("lang", "")
    if _LANGUAGE.fullmatch(language):
        made.set(_XML_LANG, language)
    for key, value in attributes.items():
        if value:
            made.set(key, fit_for_xml(value))
    return made


def say(parent: Any, name: str, text: str | None, **attributes: str) -> None:
    """Adds an element with a text, like `child`; none where the text is empty."""
    if text:
        child(parent, name, **attributes).text = fit_for_xml(text)


def document(element: Any) -> bytes:
    """The element as an XML document in UTF-8."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")
