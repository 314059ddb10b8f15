"""The second step of an upload: the editor sees what was recognised, corrects it, and saves it as a draft."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.humanize.templatetags.humanize import ordinal
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.admin.desk import desk_page, may_upload, review_address
from articles.admin.guesses import guess
from articles.admin.staging import Staged, Unstaged, from_token, token
from articles.dates import parse_stated
from articles.forms import ConfirmForm
from articles.history import recorded
from articles.ingest.records import IssueRecord, Refused
from articles.models import Issue, Publication, SourceFile
from articles.reading import read_safely
from articles.replacing import pairings, replace_source, scan_in
from articles.store import find_issue, profile_of, save_issue, stored_before

Upload = tuple[bytes, IssueRecord, SourceFile | None]
"""A file, what was read from it, and the file in the archive that it is a new scan of."""


def first_confirmation(request: HttpRequest, files: list[Staged], records: list[IssueRecord]) -> HttpResponse:
    """The page that shows what was recognised in the files, which are kept until it comes back."""
    guesses = guess(records)
    form = ConfirmForm(initial=guesses | {"staged": token(files)}, file_count=len(files))
    return _page(request, form, records, _present(guesses))


@may_upload
def confirm(request: HttpRequest) -> HttpResponse:
    """Saves the files as a draft of the issue that the editor confirmed, all of them or none."""
    if request.method != "POST":
        return redirect("admin:articles_issue_upload")
    try:
        files = from_token(request.POST.get("staged", ""))
        if known := next(filter(None, (stored_before(file.sha256) for file in files)), None):
            messages.info(request, f"“{known.source.name}” is in the archive already. Nothing was changed.")
            return redirect(review_address(known.source))
        contents = [(file.read(), file.name) for file in files]
    except Unstaged:
        messages.error(request, "The upload was kept for a day and is gone. Nothing was saved: choose the file again.")
        return redirect("admin:articles_issue_upload")
    form = ConfirmForm(request.POST, file_count=len(files))
    present = _present(form.cleaned_data) if form.is_valid() else None
    agreed = form.is_valid() and (present is None or str(present.pk) == request.POST.get("present"))
    try:
        records = _read_again(contents, form.cleaned_data if agreed else None)
    except Refused as refusal:  # it was read a moment ago: the machine is busy, or the archive's code is a new one
        messages.error(request, refusal.message)
        return redirect("admin:articles_issue_upload")
    if not agreed:
        return _page(request, form, records, present)
    scans = _scans(present, records) if form.cleaned_data["scans"] == ConfirmForm.REPLACE else [None] * len(files)
    uploads = [(data, record, scan) for (data, _), record, scan in zip(contents, records, scans, strict=True)]
    source = _save(request, form.cleaned_data, present, uploads)
    for file in files:
        file.discard()
    _log(request, source.issue, [name for _, name in contents])
    messages.success(request, _told(source.issue, uploads))
    return redirect(review_address(source))


def _present(issue: dict[str, Any]) -> Issue | None:
    """The issue of this `publication`, `date` and `number` that the archive has already."""
    if not issue["publication"]:
        return None
    return find_issue(issue["publication"], *parse_stated(issue["date"]), issue["number"])


def _scans(present: Issue | None, records: list[IssueRecord]) -> list[SourceFile | None]:
    """For each file the page of the issue that it is a new scan of."""
    return [scan_in(present, record) if present else None for record in records]


def _read_again(contents: list[tuple[bytes, str]], confirmed: dict[str, Any] | None) -> list[IssueRecord]:
    """Reads the files as the publication is set that the editor has confirmed. Raises Refused.

    This is done before the transaction, which no other writer should wait for.
    """
    publication = confirmed and (confirmed["publication"] or Publication(name=confirmed["new_publication"]))
    profile = profile_of(publication)
    return [read_safely(data, name, profile, settings.UPLOAD_LIMIT) for data, name in contents]


def _save(request: HttpRequest, confirmed: dict[str, Any], present: Issue | None, uploads: list[Upload]) -> SourceFile:
    """Saves the files as pages of one issue, all or none: new ones, or in the place of scans. Returns the first."""
    with transaction.atomic():
        if present is None:
            return _save_all(request, confirmed, uploads)
        names = ", ".join(record.name for _, record, _ in uploads)
        with recorded(present, request.user, f"Uploaded {names}"):
            return _save_all(request, confirmed, uploads)


def _save_all(request: HttpRequest, confirmed: dict[str, Any], uploads: list[Upload]) -> SourceFile:
    publication, date, number = confirmed["publication"], confirmed["date"] or None, confirmed["number"] or None
    # What the editor left empty is empty, whatever the file says.
    said = {"publication": confirmed["new_publication"], "date": date, "number": number}
    kept: list[SourceFile] = []
    try:
        for data, read, scan in uploads:
            record = replace(read, masthead=replace(read.masthead, **said))
            if scan:
                keep = confirmed["keep_corrected"]
                kept.append(replace_source(scan, record, data, user=request.user, keep_corrected=keep))
            else:
                given = {"publication": publication, "date": date, "number": number, "user": request.user}
                kept.append(save_issue(record, data, **given).source)
            publication = kept[-1].issue.publication
    except BaseException:
        for source in kept:
            source.file.delete(save=False)
        raise
    return kept[0]


def _told(issue: Issue, uploads: list[Upload]) -> str:
    """What became of an upload, in a sentence for the editor."""
    pages, new = issue.sources.filter(is_current=True).count(), sum(scan is None for _, _, scan in uploads)
    check = "Check it against its source"
    if replaced := len(uploads) - new:
        what = "The file took the place" if replaced == 1 else f"{replaced} files took the places"
        return f"{what} of what {issue} had. {check}; the history of the issue can undo it."
    if pages == new:
        return f"Saved {issue} as a draft. {check}, then publish it."
    what = f"The file became another page, the {ordinal(pages)}," if new == 1 else f"{new} files became further pages"
    return f"{issue} was there already. {what} of it, as a draft. {check}, then publish it."


def _page(request: HttpRequest, form: ConfirmForm, records: list[IssueRecord], present: Issue | None) -> HttpResponse:
    """`present` is the issue that the files would become pages of: the editor has to see that before it happens."""
    scans = _scans(present, records)
    compared = [
        (record, scan, pairings(scan, record) if scan else []) for record, scan in zip(records, scans, strict=True)
    ]
    context = {"form": form, "records": compared, "present": present, "has_scans": any(scans)}
    return desk_page(request, "confirm", "Check what was recognised", context)


def _log(request: HttpRequest, issue: Issue, names: list[str]) -> None:
    """Keeps in the admin's list of recent actions who uploaded what."""
    message = f"Uploaded {', '.join(names)}."
    LogEntry.objects.log_actions(request.user.pk, [issue], ADDITION, message, single_object=True)
