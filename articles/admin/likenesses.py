"""Articles that print much the same text: to look at, and to say that two of them are not the same."""

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.reserved import ReservedAdmin
from articles.models import Article, Likeness
from articles.permits import may_change

_ISSUES = ["first__issue__publication", "second__issue__publication"]


def likeness_list(article: Article) -> SafeString | str:
    """The articles linked with an article, as HTML, each with the way to dismiss the link; a word if there is none."""
    links = Likeness.objects.filter(Q(first=article) | Q(second=article)).select_related(*_ISSUES)
    rows = []
    for link in links:
        other = link.second if link.first_id == article.pk else link.first
        said = _("dismissed") if link.dismissed else _("not the same text?")
        rows.append({"article": _linked(other), "percent": _percentage(link), "address": _address(link), "said": said})
    line = _('{article}: {percent} of the shorter text, <a href="{address}">{said}</a>')
    return format_html_join("", f"<div>{line}</div>", rows) or _("None.")


@admin.register(Likeness)
class LikenessAdmin(ReservedAdmin):
    """Links are found, not added. A wrong one is dismissed: it would be found again if it were deleted."""

    list_display = ["__str__", "first_article", "second_article", "shared", "dismissed"]
    list_filter = ["dismissed"]
    list_select_related = _ISSUES
    search_fields = ["first__title", "second__title"]
    fields = ["first_article", "second_article", "shared", "dismissed"]
    readonly_fields = ["first_article", "second_article", "shared"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Likeness | None = None) -> bool:
        """A link goes with its articles: whoever may delete these may delete it."""
        may = request.user.has_perm("articles.delete_article")
        return may and (obj is None or may_change(request.user, obj))

    @admin.display(description=gettext_lazy("one article"))
    def first_article(self, link: Likeness) -> SafeString:
        return _linked(link.first)

    @admin.display(description=gettext_lazy("the other"))
    def second_article(self, link: Likeness) -> SafeString:
        return _linked(link.second)

    @admin.display(description=gettext_lazy("of the shorter text in the longer one"), ordering="share")
    def shared(self, link: Likeness) -> str:
        return _percentage(link)


def _linked(article: Article) -> SafeString:
    return format_html('<a href="{}">{}</a> ({})', _address(article), article, article.issue)


def _percentage(link: Likeness) -> str:
    return f"{int(100 * link.share)}%"


def _address(row: Article | Likeness) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
