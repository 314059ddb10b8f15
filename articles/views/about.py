"""What the archive is."""

from typing import Any

from django.views.generic import TemplateView

from articles.models import Article, Publication


class About(TemplateView):
    """What the archive is, what it holds, and how to use it."""

    template_name = "about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            extent=Article.objects.published().extent(),
            publications=Publication.objects.in_use().with_extent(),
        )
