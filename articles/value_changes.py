"""What a form changed in something that has a name of its own, with the values before and after.

The admin's journal says which fields changed, by their labels. These values stand in the same entry, beside that.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.utils.translation import override

VALUES = "values"
"""What they are called in an entry of the journal."""
_SEPARATOR = "; "


class ValueChange(NamedTuple):
    """A field by its label, and what it said before and after; empty where it said nothing."""

    label: str
    before: str
    after: str


@override("en")  # what is kept is in one language
def changed_values(form: ModelForm) -> list[list[str]]:
    """The name of each field that the form changed, with its values before and after, ready for JSON."""
    return [
        [name, _said(form, name, form.initial.get(name)), _said(form, name, form.cleaned_data.get(name))]
        for name in form.changed_data
    ]


def value_changes(entry: LogEntry) -> list[ValueChange]:
    """What an entry of the journal says of values; nothing for one that was made otherwise."""
    try:
        message = json.loads(entry.change_message)
    except ValueError:
        return []
    model = entry.content_type.model_class() if entry.content_type else None
    found = [part["changed"].get(VALUES, []) for part in message if isinstance(part, dict) and "changed" in part]
    return [ValueChange(_label(model, name), before, after) for rows in found for name, before, after in rows]


def _said(form: ModelForm, name: str, value: Any) -> str:
    """A value as it is kept: what it is called, where it points at something."""
    queryset = getattr(form.fields.get(name), "queryset", None)
    if value is None or value == "":
        return ""
    if isinstance(value, (list, tuple, QuerySet)):
        return _SEPARATOR.join(sorted(map(str, value)))
    if queryset is not None and not isinstance(value, Model):
        value = queryset.model._base_manager.filter(pk=value).first() or value
    return str(value)


def _label(model: type[Model] | None, name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name) if model else name  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def with_values(message: Iterable[Any], form: ModelForm) -> list[Any]:
    """The message of an entry, as Django makes it for the form, with the values besides."""
    return [
        part | {"changed": part["changed"] | {VALUES: changed_values(form)}}
        if isinstance(part, dict) and "changed" in part and "name" not in part["changed"]
        else part
        for part in message
    ]
