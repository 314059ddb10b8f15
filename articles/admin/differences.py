"""A change field by field, before and after, with the words marked that differ; of long texts only these passages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.admin.readable import span_list, warning_line
from articles.furniture_kinds import furniture_name
from articles.labels import LABELS
from articles.models import Article, Change, Origin, SourceFile, State
from articles.snapshots import Part, article_ids
from articles.summaries import title_of

Passage = tuple[SafeString, SafeString]
"""The same place in a text before and after, as HTML."""

_CONTEXT = 12
_MOST_TOKENS = 20_000
_SHOWN_WORDS = 60
# A word, a Chinese character or a mark, each with the space after it.
_TOKEN = re.compile(r"(?:[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s])\s*|\s+")


@dataclass(frozen=True)
class FieldDifference:
    """One field of a part: where it differs."""

    label: str
    passages: list[Passage]


@dataclass(frozen=True)
class PartDifference:
    """One part of an issue, an article for instance. `what` became of it: added, deleted or changed."""

    title: str
    what: str
    fields: list[FieldDifference]


def part_differences(change: Change, titles: Mapping[str, str]) -> list[PartDifference]:
    """What the change did to each part; `titles` says what the parts are called (part_titles)."""
    found = []
    for key in sorted(change.after, key=_reading_order):
        before, after = change.before[key], change.after[key]
        title = titles.get(key) or _own_title(key, before or after or {})
        if before is None or after is None:
            what = "added" if before is None else "deleted"
            found.append(PartDifference(title, what, list(_beginnings(before, after))))
        else:
            found.append(PartDifference(title, "changed", list(_changed_fields(before, after))))
    return found


def part_titles(changes: Iterable[Change]) -> dict[str, str]:
    """What the parts that these changes touched are called now, by their keys. Articles that are gone are not in it."""
    keys = {key for change in changes for key in change.after}
    files = [int(key.removeprefix("source:")) for key in keys if key.startswith("source:")]
    articles = Article.objects.filter(pk__in=article_ids(keys)).values("pk", "position", "title")
    titles = {
        f"article:{row['pk']}": _("Article %(position)s, %(title)s")
        % {"position": row["position"], "title": title_of(row)}
        for row in articles
    }
    names = SourceFile.objects.filter(pk__in=files).values_list("pk", "name")
    return (
        titles
        | {f"source:{pk}": _("File “%(name)s”") % {"name": name} for pk, name in names}
        | {"issue": _("The issue")}
    )


def _reading_order(key: str) -> tuple[int, int]:
    """The issue before its articles, and these before its files."""
    kind, _colon, pk = key.partition(":")
    return ("issue", "article", "source").index(kind), int(pk or 0)


def _own_title(key: str, part: Part) -> str:
    if "title" in part:
        return _("Article, %(title)s") % {"title": title_of(part)}
    return _("An article that is gone since")


def _changed_fields(before: Part, after: Part) -> Iterator[FieldDifference]:
    for name, label in LABELS.items():
        if name in after:
            yield FieldDifference(str(label), list(_passages(_text(name, before[name]), _text(name, after[name]))))


def _beginnings(before: Part | None, after: Part | None) -> Iterator[FieldDifference]:
    """The fields of a part that came or went: what they say, or how they begin."""
    part = before or after or {}
    for name, label in LABELS.items():
        text = Truncator(_text(name, part.get(name))).words(_SHOWN_WORDS, truncate=" …")
        if text:
            shown = escape(text)
            yield FieldDifference(str(label), [(shown, SafeString("")) if before else (SafeString(""), shown)])


def _passages(before: str, after: str) -> Iterator[Passage]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_TOKENS:
        yield (
            escape(_("%(count)s characters") % {"count": len(before)}),
            escape(_("%(count)s characters, too many to compare here") % {"count": len(after)}),
        )
        return
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(_CONTEXT):
        pieces = [(tag == "equal", old[i:j], new[k:m]) for tag, i, j, k, m in group]
        i, k, j, m = group[0][1], group[0][3], group[-1][2], group[-1][4]
        yield (
            _side("del", [(same, words) for same, words, _ in pieces], i > 0, j < len(old)),
            _side("ins", [(same, words) for same, _, words in pieces], k > 0, m < len(new)),
        )


def _side(mark: str, pieces: list[tuple[bool, list[str]]], cut_before: bool, cut_after: bool) -> SafeString:
    """One side of a passage. The words that only it has stand in `mark`; an ellipsis where the text goes on."""
    html = [
        escape("".join(words)) if same else format_html(f"<{mark}>{{}}</{mark}>", "".join(words))
        for same, words in pieces
        if words
    ]
    return mark_safe("… " * cut_before + "".join(html) + " …" * cut_after)  # noqa: S308, its pieces are escaped above  # nosec B308 B703


def _named(row: dict[str, Any] | None) -> str:
    return row["name"] if row else ""


def _tags(tags: list[dict[str, str]]) -> str:
    origins = [Origin(tag["origin"]).label.lower() for tag in tags]
    return "\n".join(
        f"{tag['name']} ({origin}){tag['evidence'] and ': '}{tag['evidence']}"
        for tag, origin in zip(tags, origins, strict=True)
    )


def _captions(captions: list[dict[str, Any]]) -> str:
    return "\n".join(f"{row['text']} ({row['credit']})" if row["credit"] else row["text"] for row in captions)


def _warnings(warnings: list[dict[str, Any]]) -> str:
    return "\n".join(map(warning_line, warnings))


def _furniture(pieces: list[dict[str, Any]]) -> str:
    line = _("Lines %(first)s–%(last)s, %(kind)s")
    return "\n".join(
        line % {"first": piece["lines"][0], "last": piece["lines"][1], "kind": furniture_name(piece["kind"])}
        for piece in pieces
    )


_IN_WORDS: dict[str, Callable[[Any], str]] = {
    "publication": _named,
    "issue": _named,
    "section": _named,
    "source": _named,
    "authors": lambda people: "; ".join(person["name"] for person in people),
    "captions": _captions,
    "topics": _tags,
    "regions": _tags,
    "institutions": _tags,
    "removed_tags": "\n".join,
    "state": lambda state: str(State(state).label),
    "furniture": _furniture,
    "spans": lambda spans: span_list(spans) if spans else "",
    "warnings": _warnings,
    "is_current": lambda used: _("Yes") if used else _("No"),
}
"""How the values of a field are read; those of other fields are text."""


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    return _IN_WORDS.get(name, str)(value)
