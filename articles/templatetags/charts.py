"""Charts in pages."""

from collections.abc import Sequence
from typing import Any

from django import template

from articles.charts import Count, bar_chart

register = template.Library()


@register.inclusion_tag("includes/bars.html")
def bars(counts: Sequence[Count], name: str, title: str, first_column: str) -> dict[str, Any]:
    """A bar chart with its table. `name` tells it from other charts of the page, `first_column` heads the table."""
    return {
        "chart": bar_chart(counts),
        "linked": any(count.url for count in counts),
        "name": name,
        "title": title,
        "first_column": first_column,
    }
