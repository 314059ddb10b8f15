"""Figures from the search on the page of a topic, region, institution or author, whose app knows nothing of it."""

import logging

from django import template

from articles.models import Author, Institution, Region, Topic
from search.storage import SearchUnavailable
from search.subject_figures import Figures
from search.subject_figures import subject_figures as figures_of

logger = logging.getLogger(__name__)
register = template.Library()


@register.simple_tag
def subject_figures(subject: Topic | Region | Institution | Author) -> Figures | None:
    """`{% subject_figures subject as figures %}`; None while the search is out of order."""
    try:
        return figures_of(subject)
    except SearchUnavailable:
        logger.exception("figures without a usable index")
        return None
