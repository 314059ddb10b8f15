"""What the archive has written down in English, as the editors' pages show it."""

from django import template

from articles import furniture_kinds, sentences, value_changes

register = template.Library()
register.filter("said", sentences.said)
register.filter("told", sentences.told)
register.filter("value_changes", value_changes.value_changes)
register.filter("furniture", furniture_kinds.furniture_name)
