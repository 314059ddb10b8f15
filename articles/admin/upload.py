"""The upload: choose a file, see what was recognised and correct it, save it as a draft. Bad files are told by name."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.decorators import permission_required
from django.contrib.humanize.templatetags.humanize import ordinal
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.admin.desk import desk_page
from articles.admin.guesses import guess
from articles.admin.size_limit import SizeLimit
from articles.admin.staging import Staged, Unstaged, from_token, stage, token
from articles.archives import ArchiveLimits, Source, sources
from articles.dates import DAY, parse_iso
from articles.forms import ConfirmForm, UploadForm
from articles.ingest.records import IssueRecord, Refused
from articles.models import Issue, Publication, SourceFile
from articles.reading import read_safely
from articles.store import Stored, find_issue, profile_of, save_issue

ARCHIVE_LIMITS = ArchiveLimits(members=100, unpacked=200 * 1024 * 1024)
"""Of a zip archive in the browser: the pages of one issue. `manage.py ingest` takes larger ones."""
may_upload = permission_required("articles.add_issue", raise_exception=True)


@may_upload
@csrf_exempt
def upload(request: HttpRequest) -> HttpResponse:
    """The first step. The size limit must stand before anything reads the form, the CSRF check included."""
    limit = SizeLimit(request, settings.UPLOAD_LIMIT)
    request.upload_handlers.insert(0, limit)
    return _upload(request, limit)


@csrf_protect
def _upload(request: HttpRequest, limit: SizeLimit) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    form.fields["files"].required = not limit.too_large
    chosen = form.cleaned_data["files"] if form.is_valid() else []
    for name in limit.too_large:
        size = filesizeformat(settings.UPLOAD_LIMIT)
        form.add_error("files", f"“{name}” is larger than {size}. Split it into single issues and upload those.")
    files, records, refusals = _accept_all(chosen)
    for source, refusal in refusals:
        form.add_error("files", format_html("“{}”: {}", source.label, refusal.message))
    if form.errors:
        for staged in files:
            staged.discard()
        return _upload_page(request, form)
    guesses = guess(records)
    form = ConfirmForm(initial=guesses | {"staged": token(files)}, file_count=len(files))
    return _confirm_page(request, form, records, _present(guesses))


@may_upload
def confirm(request: HttpRequest) -> HttpResponse:
    """The second step: saves the files as a draft of the issue that the editor confirmed, all of them or none."""
    if request.method != "POST":
        return redirect("admin:articles_issue_upload")
    try:
        files = from_token(request.POST.get("staged", ""))
        if known := next(filter(None, (_known(file.sha256) for file in files)), None):
            messages.info(request, f"“{known.name}” is in the archive already. Nothing was changed.")
            return redirect(review_address(known))
        uploads = [(file.read(), file.name) for file in files]
    except Unstaged:
        messages.error(request, "The upload was kept for a day and is gone. Nothing was saved: choose the file again.")
        return redirect("admin:articles_issue_upload")
    form = ConfirmForm(request.POST, file_count=len(files))
    present = _present(form.cleaned_data) if form.is_valid() else None
    agreed = form.is_valid() and (present is None or str(present.pk) == request.POST.get("present"))
    try:
        records = _read_again(uploads, form.cleaned_data if agreed else None)
    except Refused as refusal:  # it was read a moment ago: the machine is busy, or the archive's code is a new one
        messages.error(request, refusal.message)
        return redirect("admin:articles_issue_upload")
    if not agreed:
        return _confirm_page(request, form, records, present)
    stored = _save(request, form.cleaned_data, uploads, records)
    for file in files:
        file.discard()
    issue = stored[0].issue
    _log(request, issue, [name for _, name in uploads])
    messages.success(request, _told(issue, len(uploads)))
    return redirect(review_address(stored[0].source))


def _accept_all(
    chosen: Iterable[UploadedFile],
) -> tuple[list[Staged], list[IssueRecord], list[tuple[Source, Refused]]]:
    """Reads the files, and those in zip archives among them: what is kept, what was read from it, what is refused."""
    files, records, refusals = [], [], []
    for file in chosen:
        for source in sources(BytesIO(file.read()), file.name, file.name, settings.UPLOAD_LIMIT, ARCHIVE_LIMITS):
            try:
                staged, record = _accept(source)
            except Refused as refusal:
                refusals.append((source, refusal))
                if refusal.code == "too-hard":
                    return files, records, refusals  # each such file takes seconds, and nothing is taken now anyway
            else:
                files.append(staged)
                records.append(record)
    return files, records, refusals


def _accept(source: Source) -> tuple[Staged, IssueRecord]:
    """Reads a source and keeps it for the next step. Raises Refused, also when the archive has it already."""
    if isinstance(source.content, Refused):
        raise source.content
    known = _known(sha256(source.content).hexdigest())
    if known:
        link = format_html('<a href="{}">{}</a>', review_address(known), known.issue)
        message = format_html("This very file is in the archive already, in {}. Nothing was changed.", link)
        raise Refused("duplicate", message)
    record = read_safely(source.content, source.name, size_limit=settings.UPLOAD_LIMIT)
    return stage(source.content, source.name), record


def _known(digest: str) -> SourceFile | None:
    return SourceFile.objects.select_related("issue__publication").filter(sha256=digest).first()


def _present(issue: dict[str, Any]) -> Issue | None:
    """The issue of this `publication`, `date` and `number` that the archive has already."""
    if not issue["publication"]:
        return None
    day, precision = parse_iso(issue["date"]) if issue["date"] else (None, DAY)
    return find_issue(issue["publication"], day, precision, issue["number"])


def _read_again(uploads: list[tuple[bytes, str]], confirmed: dict[str, Any] | None) -> list[IssueRecord]:
    """Reads the files as the publication is set that the editor has confirmed. Raises Refused.

    This is done before the transaction, which no other writer should wait for.
    """
    publication = confirmed and (confirmed["publication"] or Publication(name=confirmed["new_publication"]))
    profile = profile_of(publication)
    return [read_safely(data, name, profile, settings.UPLOAD_LIMIT) for data, name in uploads]


def _save(
    request: HttpRequest, confirmed: dict[str, Any], uploads: list[tuple[bytes, str]], records: list[IssueRecord]
) -> list[Stored]:
    """Saves the files, and what was read from them, as pages of one issue, all or none."""
    publication, date, number = confirmed["publication"], confirmed["date"] or None, confirmed["number"] or None
    # What the editor left empty is empty, whatever the file says.
    said = {"publication": confirmed["new_publication"], "date": date, "number": number}
    stored: list[Stored] = []
    try:
        with transaction.atomic():
            for (data, _), read in zip(uploads, records, strict=True):
                record = replace(read, masthead=replace(read.masthead, **said))
                page = save_issue(record, data, publication=publication, date=date, number=number, user=request.user)
                publication = page.issue.publication
                stored.append(page)
    except BaseException:
        for page in stored:
            if page.created:
                page.source.file.delete(save=False)
        raise
    return stored


def _told(issue: Issue, new: int) -> str:
    """What became of an upload, in a sentence for the editor; `new` is the number of its files."""
    pages = issue.sources.count()
    if pages == new:
        return f"Saved {issue} as a draft. Check it against its source, then publish it."
    what = f"The file became another page, the {ordinal(pages)}," if new == 1 else f"{new} files became further pages"
    return f"{issue} was there already. {what} of it, as a draft. Check it against its source, then publish it."


def review_address(source: SourceFile) -> str:
    """The page of review that shows the file."""
    return f"{reverse('admin:articles_issue_review', args=[source.issue_id])}?source={source.pk}"


def _upload_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    return desk_page(request, "upload", "Upload an issue", {"form": form, "limit": settings.UPLOAD_LIMIT})


def _confirm_page(
    request: HttpRequest, form: ConfirmForm, records: list[IssueRecord], present: Issue | None
) -> HttpResponse:
    """`present` is the issue that the files would become pages of: the editor has to see that before it happens."""
    context = {"form": form, "records": records, "present": present}
    return desk_page(request, "confirm", "Check what was recognised", context)


def _log(request: HttpRequest, issue: Issue, names: list[str]) -> None:
    """Keeps in the admin's history who uploaded what."""
    message = f"Uploaded {', '.join(names)}."
    LogEntry.objects.log_actions(request.user.pk, [issue], ADDITION, message, single_object=True)
