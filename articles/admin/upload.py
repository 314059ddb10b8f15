"""The first step of an upload: files are chosen and read. Bad files are told by name."""

from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles.admin.confirm import first_confirmation
from articles.admin.desk import desk_page, may_upload, review_address
from articles.admin.size_limit import SizeLimit
from articles.admin.staging import Staged, stage
from articles.archives import ArchiveLimits, Source, sources
from articles.forms import UploadForm
from articles.ingest.records import IssueRecord, Refused
from articles.reading import read_safely
from articles.sentences import told
from articles.store import stored_content

ARCHIVE_LIMITS = ArchiveLimits(members=100, unpacked=200 * 1024 * 1024)
"""Of a zip archive in the browser: the pages of one issue. `manage.py ingest` takes larger ones."""


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
        sentence = _("“%(name)s” is larger than %(size)s. Split it into single issues and upload those.")
        form.add_error("files", sentence % {"name": name, "size": size})
    files, records, refusals = _accept_all(chosen)
    for source, refusal in refusals:
        form.add_error("files", format_html(_("“{file}”: {reason}"), file=source.label, reason=told(refusal.message)))
    if form.errors:
        for staged in files:
            staged.discard()
        return _upload_page(request, form)
    return first_confirmation(request, files, records)


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
    if known := stored_content(source.content):
        message = format_html(
            _(
                'This very file is in the archive already, in <a href="{review}">{issue}</a>. Nothing was changed. '
                "If it was misread, or is to be read with what the archive has learned since, "
                '<a href="{reread}">read it again</a>.'
            ),
            review=review_address(known.source),
            issue=known.issue,
            reread=reverse("admin:articles_sourcefile_reread", args=[known.source.pk]),
        )
        raise Refused("duplicate", message)
    record = read_safely(source.content, source.name, size_limit=settings.UPLOAD_LIMIT)
    return stage(source.content, source.name), record


def _upload_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    return desk_page(request, "upload", _("Upload an issue"), {"form": form, "limit": settings.UPLOAD_LIMIT})
