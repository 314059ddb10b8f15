"""Trends: words, topics, regions and institutions over time, as a page and as CSV.

The address: `/trends/?of=quantum&of=topic:energy&by=year&from=2015&to=2024&show=share&publication=china-daily`. One
to five `of`, each either words as in the search box, or one tag by its slug or code: `topic:`, `region:`,
`institution:`. All others may be left out. `/trends.csv` takes the same.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def trends(request: HttpRequest) -> HttpResponse:
    """The chart of what is asked for."""
    return render(request, "search/trends.html", {})
