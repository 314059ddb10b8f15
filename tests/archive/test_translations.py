"""The Chinese catalogue has every string of the code and the templates, and what is compiled is what was written."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import templatize

ROOT = settings.BASE_DIR
FOLDER = ROOT / "archive" / "locale" / "zh_Hans" / "LC_MESSAGES"
KEYWORDS = {
    "_": None,
    **{f"gettext{form}": None for form in ("", "_lazy", "_noop")},
    **{f"ngettext{form}": (1, 2) for form in ("", "_lazy")},
    **{f"pgettext{form}": ((1, "c"), 2) for form in ("", "_lazy")},
    **{f"npgettext{form}": ((1, "c"), 2, 3) for form in ("", "_lazy")},
}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w*\}|</?\w+")
"""What a translation has to keep: places for values, and tags."""

Key = tuple[str | None, str]
"""Context and English text."""


def read() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="zh_Hans", abort_invalid=True)


CATALOGUE = [message for message in read() if message.id]


def key(context: str | None, text: str | tuple[str, ...] | list[str]) -> Key:
    return context, text if isinstance(text, str) else text[0]


def used() -> Iterator[tuple[Key, Path]]:
    """Every string that is marked for translation, with the file that it is in."""
    for folder in ("archive", "articles", "search"):
        for path in (ROOT / folder).rglob("*.py"):
            yield from strings(path, path.read_bytes())
    for path in (ROOT / "templates").rglob("*.html"):
        lines = templatize(path.read_text(), origin=str(path)).splitlines()
        yield from strings(path, "\n".join(line.strip() for line in lines).encode())


def strings(path: Path, source: bytes) -> Iterator[tuple[Key, Path]]:
    for _, text, _, context in extract("python", BytesIO(source), KEYWORDS):
        yield key(context, text), path


def test_every_string_is_in_the_catalogue():
    known = {key(message.context, message.id) for message in CATALOGUE}
    missing = {f"{path.relative_to(ROOT)}: {text}" for (context, text), path in used() if (context, text) not in known}
    assert not missing, "make translations gathers them; then translate them"


def test_the_catalogue_has_no_string_that_nothing_uses():
    wanted = {key for key, _ in used()}
    assert not [message.id for message in CATALOGUE if key(message.context, message.id) not in wanted]


def test_every_string_is_translated():
    assert [message.id for message in CATALOGUE if message.fuzzy or not all(translations(message))] == []


def test_translations_keep_places_and_tags():
    assert [
        message.id
        for message in CATALOGUE
        if any(kept(text) != kept(english(message)) for text in translations(message))
    ] == []


def test_what_is_compiled_is_what_was_written():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    stale = [message.id for message in CATALOGUE if translations(message) != [shown(compiled, message)]]
    assert stale == [], "make translations compiles them"


def shown(compiled: GNUTranslations, message: Message) -> str:
    context, text = key(message.context, message.id)
    return compiled.pgettext(context, text) if context else compiled.gettext(text)


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def kept(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
