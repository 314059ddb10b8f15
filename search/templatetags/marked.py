"""The words of the search that led to a page, marked in what the page shows."""

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from search.language import QueryError
from search.marked import MarkedSearch
from search.parameters import ParameterError, read

register = template.Library()


@register.simple_tag
def search_of(request: HttpRequest) -> MarkedSearch | None:
    """The search in the address of the page; None where there is no query, or none that can be read."""
    if not request.GET.get("q", "").strip():
        return None
    try:
        return MarkedSearch(read(request.GET))
    except (QueryError, ParameterError):
        return None


class Marked(template.Node):
    """Renders what is within, marks the words of a search in it, and keeps it under a name."""

    def __init__(self, nodelist: NodeList, search: str, field: str, name: str) -> None:
        self.nodelist, self.search, self.field, self.name = nodelist, template.Variable(search), field, name

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        search = self.search.resolve(context)
        if search:
            html = mark_safe(search.mark(html, self.field, f"first-in-{self.name}"))  # noqa: S308 (safe before)  # nosec B308 B703
        context[self.name] = html
        return SafeString("")


@register.tag
def marked(parser: Parser, token: Token) -> Marked:
    """`{% marked search body as text %}…{% endmarked %}`: nothing is written here; `{{ text }}` has it afterwards.

    The words are those that `search`, made by `search_of`, wants of the field `body` or everywhere. The first of them
    has the id `first-in-text`.
    """
    _, search, field, _, name = token.split_contents()
    nodelist = parser.parse(("endmarked",))
    parser.delete_first_token()
    return Marked(nodelist, search, field, name)
