"""The review of an issue: its source line by line beside its articles, to correct, rearrange and publish."""

from collections.abc import Sequence, Set

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from articles.admin.desk import desk_page
from articles.admin.placement import Run, runs, tint
from articles.admin.review_actions import ACTIONS, Order
from articles.corrections import correct
from articles.history import Conflict, recorded, undoable
from articles.ingest.records import Line, Refused
from articles.labels import LABELS
from articles.models import Article, Change, Issue, SourceFile, State
from articles.permits import REASON, decides, may_undo, public_parts
from articles.reading import lines_safely
from articles.rearranging import KINDS, Impossible
from articles.review_form import ReviewForm
from articles.sentences import said
from articles.store import MissingFile, open_kept
from articles.tagging import TAG_KINDS, Vocabulary


@permission_required("articles.change_article", raise_exception=True)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One file of the issue and the articles read from it. A POST saves them all, then does what its button says."""
    issue = get_object_or_404(Issue.objects.select_related("publication"), pk=pk)
    sources = list(issue.sources.all())
    source = _chosen(sources, request.GET.get("source", ""))
    articles = list(_articles(issue, sources, source))
    vocabulary = Vocabulary()
    reserved = set() if decides(request.user) else public_parts(issue)
    forms = [_form(request, article, vocabulary, reserved) for article in articles]
    posted = [form for form in forms if form.is_bound]
    invalid = [form for form in posted if not form.is_valid()]
    if request.method == "POST" and not invalid:
        return _save(request, issue, source, posted)
    lines, problem = _lines(source)
    placed = runs(lines, source, articles) if source else []
    others = list(issue.articles.only("issue", "position", "title").order_by("position"))
    context = {
        "issue": issue,
        "sources": sources,
        "source": source,
        "runs": placed,
        "problem": problem,
        "panels": [(form, tint(form.instance), _text_runs(placed, form.instance)) for form in forms],
        "decides": decides(request.user),
        "reason": REASON,
        "reserved": [article for article in others if f"article:{article.pk}" in reserved],
        "is_reserved": source and f"source:{source.pk}" in reserved,
        "article_total": issue.articles.count(),
        "draft_total": issue.articles.filter(state=State.DRAFT).count(),
        "others": others,
        "furniture_kinds": KINDS,
        "undoable": _undoable(request, issue, reserved),
        "vocabulary": [(kind, vocabulary.entries[kind.name]) for kind in TAG_KINDS],
        "invalid": invalid,
    }
    return desk_page(request, "review", _("Review %(issue)s") % {"issue": issue}, context)


def _form(request: HttpRequest, article: Article, vocabulary: Vocabulary, reserved: Set[str]) -> ReviewForm:
    """The article's form, bound only where the page that was sent had it: an article may have come in since.

    What is for a reviewer to change is shown so that a browser does not send it. The history refuses it if it comes.
    """
    prefix = f"article-{article.pk}"
    data = request.POST if f"{prefix}-title" in request.POST else None
    form = ReviewForm(data, instance=article, prefix=prefix, vocabulary=vocabulary)
    if not form.is_bound and f"article:{article.pk}" in reserved:
        for field in form.fields.values():
            field.disabled = True
    return form


def _undoable(request: HttpRequest, issue: Issue, reserved: Set[str]) -> Change | None:
    """The latest change, where this editor may take it back."""
    change = undoable(issue)
    return change if change and may_undo(request.user, change, reserved) else None


def _chosen(sources: list[SourceFile], wanted: str) -> SourceFile | None:
    """The file that the address asks for, else the first; None where the issue has no file."""
    return next((source for source in sources if str(source.pk) == wanted), sources[0] if sources else None)


def _articles(issue: Issue, sources: list[SourceFile], source: SourceFile | None) -> QuerySet[Article]:
    """The articles read from the file. Those that were read from none are shown with the first."""
    shown = Q(source=source)
    if source is None or source == sources[0]:
        shown |= Q(source=None)
    return issue.articles.filter(shown).whole()


def _lines(source: SourceFile | None) -> tuple[Sequence[Line], str]:
    """The lines of the source, or none and a sentence that says why they cannot be shown."""
    if source is None:
        return (), ""
    try:
        with open_kept(source) as file:
            data = file.read()
        return lines_safely(data, source.name, max(len(data), settings.UPLOAD_LIMIT)).lines, ""
    except MissingFile as error:
        return (), str(error)
    except Refused as refusal:
        return (), _("The file cannot be shown: %(reason)s") % {"reason": said(refusal.message)}


def _text_runs(placed: list[Run], article: Article) -> list[Run]:
    """The runs of lines that the article's text was read from."""
    return [run for run in placed if run.place.article == article and run.place.kind == "article"]


def _save(request: HttpRequest, issue: Issue, source: SourceFile | None, forms: list[ReviewForm]) -> HttpResponse:
    """Saves what was changed, then does what the button says, and comes back to the page.

    What was typed is kept even if the rest cannot be done. What would change what the public sees, and is not this
    editor's to change, raises Reserved, and then nothing is kept.
    """
    word, _colon, target = request.POST.get("do", "").partition(":")
    permission, act = ACTIONS.get(word, ("", None))
    if act and not request.user.has_perm(permission):
        raise PermissionDenied
    changed = [form for form in forms if form.is_changed]
    saved = ngettext("Saved %(count)s corrected article.", "Saved %(count)s corrected articles.", len(changed))
    saved = saved % {"count": len(changed)} if changed else ""
    with transaction.atomic():
        for form in changed:
            _correct(request, issue, form)
        try:
            done = act(Order(issue, source, request.user, target, request.POST)) if act else ""
        except (Impossible, Conflict) as error:
            messages.error(request, format_html("{} {}", error, saved))
        else:
            messages.success(request, format_html("{} {}", saved, done) if done else saved or _("Nothing was changed."))
    return redirect(request.get_full_path() + _anchor(request.POST))


def _correct(request: HttpRequest, issue: Issue, form: ReviewForm) -> None:
    article, fields = form.instance, form.changed_fields
    with override("en"):
        names = ", ".join(str(LABELS[name]) for name in form.changed_labels)
    with recorded(issue, request.user, f"Corrected article {article.position}: {names}"[:300]):
        correct(form)
    _log(request, article, fields)


def _anchor(data: QueryDict) -> str:
    """Back to the line that was chosen."""
    line = data.get("line", "")
    return f"#line-{line}" if line.isdecimal() else ""


def _log(request: HttpRequest, article: Article, fields: list[str]) -> None:
    """Keeps in the admin's history who corrected what."""
    message = [{"changed": {"fields": fields}}]
    LogEntry.objects.log_actions(request.user.pk, [article], CHANGE, message, single_object=True)
