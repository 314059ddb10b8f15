"""A change in the words that an editor would use for it: “Changed title and body of “Tide gauges””."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import override

from articles.labels import LABELS
from articles.models import State
from articles.snapshots import PUBLICITY, Part, Snapshot

_VERBS = {State.PUBLISHED: "published", State.DRAFT: "unpublished"}
_TITLE_LENGTH = 80


@override("en")
def summary_of(was: Snapshot, now: Snapshot, whole: Snapshot) -> str:
    """One line for what differs, in English, as it is kept (articles/sentences.py shows it in other languages).

    `whole` has the titles of the parts, those that are gone included.
    """
    phrases = [*_of_issue(now), *_of_articles(was, now, whole), *_of_sources(was, now, whole)]
    text = "; ".join(phrases)
    return text[:1].upper() + text[1:]


def title_of(part: Mapping[str, Any]) -> str:
    """The title of an article's part as it is cited in a line."""
    return f"“{Truncator(part['title']).chars(_TITLE_LENGTH)}”"


def _of_issue(now: Snapshot) -> Iterator[str]:
    fields = now.get("issue") or {}
    if "state" in fields:
        yield f"{_VERBS[fields['state']]} the issue"
    if names := _labels(fields, ["state"]):
        yield f"changed {names} of the issue"


def _of_articles(was: Snapshot, now: Snapshot, whole: Snapshot) -> Iterator[str]:
    keys = sorted((key for key in now if key.startswith("article:")), key=lambda key: (whole[key] or {})["position"])
    gone = [key for key in keys if now[key] is None]
    came = [key for key in keys if was[key] is None]
    kept = [(key, now[key] or {}) for key in keys if key not in gone and key not in came]
    if gone:
        yield f"deleted {_cited(gone, whole, numbered=True)}"
    if came:
        yield f"added {_cited(came, whole, numbered=True)}"
    for state, verb in _VERBS.items():
        changed = [key for key, fields in kept if fields.get("state") == state]
        if changed and "state" not in (now.get("issue") or {}):
            yield f"{verb} {_cited(changed, whole)}"
    corrected = [(key, fields) for key, fields in kept if fields.keys() - PUBLICITY - {"position"}]
    if len(corrected) > 1:
        yield f"changed {_cited([key for key, _ in corrected], whole)}"
    elif corrected:
        key, fields = corrected[0]
        names = _labels(fields, PUBLICITY | {"removed_tags"}) or LABELS["removed_tags"]
        yield f"changed {names} of {_cited([key], whole)}"
    moved = [key for key, fields in kept if "position" in fields]
    if moved and not (gone or came or corrected):
        yield f"moved {_cited(moved, whole)}"


def _of_sources(was: Snapshot, now: Snapshot, whole: Snapshot) -> Iterator[str]:
    for key, fields in now.items():
        if key.startswith("source:") and fields:
            name = (whole[key] or {})["name"]
            yield f"added the file “{name}”" if was[key] is None else f"changed {_labels(fields)} of “{name}”"


def _cited(keys: Sequence[str], whole: Snapshot, *, numbered: bool = False) -> str:
    """One article by its title, after its place in the issue where that helps to find it; several by their number."""
    if len(keys) > 1:
        return f"{len(keys)} articles"
    part = whole[keys[0]] or {}
    return f"article {part['position']}, {title_of(part)}" if numbered else title_of(part)


def _labels(fields: Part, without: Sequence[str] | set[str] = ()) -> str:
    *first, last = [str(label) for name, label in LABELS.items() if name in fields and name not in without] or [""]
    return f"{', '.join(first)} and {last}" if first else last
