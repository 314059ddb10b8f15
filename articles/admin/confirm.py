"""The second step of an upload: the editor sees what was recognised, corrects it, and saves it as a draft."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.humanize.templatetags.humanize import ordinal
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.desk import desk_page, may_upload, review_address
from articles.admin.guesses import guess
from articles.admin.staging import Staged, Unstaged, from_token, token
from articles.dates import parse_stated
from articles.forms import ConfirmForm
from articles.history import recorded
from articles.ingest.records import IssueRecord, Refused
from articles.models import Issue, Publication, SourceFile
from articles.permits import may_change, require
from articles.reading import read_safely
from articles.replacing import pairings, replace_source, scan_in
from articles.sentences import told
from articles.store import find_issue, profile_of, save_issue, stored_before
from articles.whole import whole

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
            sentence = _("“%(name)s” is in the archive already. Nothing was changed.")
            messages.info(request, sentence % {"name": known.source.name})
            return redirect(review_address(known.source))
        contents = [(file.read(), file.name) for file in files]
    except Unstaged:
        messages.error(
            request, _("The upload was kept for a day and is gone. Nothing was saved: choose the file again.")
        )
        return redirect("admin:articles_issue_upload")
    form = ConfirmForm(request.POST, file_count=len(files))
    present = _present(form.cleaned_data) if form.is_valid() else None
    agreed = form.is_valid() and (present is None or str(present.pk) == request.POST.get("present"))
    try:
        records = _read_again(contents, form.cleaned_data if agreed else None)
    except Refused as refusal:  # it was read a moment ago: the machine is busy, or the archive's code is a new one
        messages.error(request, told(refusal.message))
        return redirect("admin:articles_issue_upload")
    if not agreed:
        return _page(request, form, records, present)
    scans = _scans(present, records) if form.cleaned_data["scans"] == ConfirmForm.REPLACE else [None] * len(files)
    for scan in filter(None, scans):
        require(request.user, scan)
    uploads = [(data, record, scan) for (data, _), record, scan in zip(contents, records, scans, strict=True)]
    source = _save(request, form.cleaned_data, present, uploads)
    for file in files:
        file.discard()
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
    names = [record.name for _, record, _ in uploads]
    with whole():
        if present is None:
            source = _save_all(request, confirmed, uploads)
        else:
            with recorded(present, request.user, f"Uploaded {', '.join(names)}"):
                source = _save_all(request, confirmed, uploads)
        _log(request, source.issue, names)
    return source


def _save_all(request: HttpRequest, confirmed: dict[str, Any], uploads: list[Upload]) -> SourceFile:
    publication, date, number = confirmed["publication"], confirmed["date"] or None, confirmed["number"] or None
    # What the editor left empty is empty, whatever the file says.
    said = {"publication": confirmed["new_publication"], "date": date, "number": number}
    kept: list[SourceFile] = []
    for data, read, scan in uploads:
        record = replace(read, masthead=replace(read.masthead, **said))
        if scan:
            keep = confirmed["keep_corrected"]
            kept.append(replace_source(scan, record, data, user=request.user, keep_corrected=keep))
        else:
            given = {"publication": publication, "date": date, "number": number, "user": request.user}
            kept.append(save_issue(record, data, **given).source)
        publication = kept[-1].issue.publication
    return kept[0]


def _told(issue: Issue, uploads: list[Upload]) -> str:
    """What became of an upload, in a sentence for the editor."""
    pages, new = issue.sources.filter(is_current=True).count(), sum(scan is None for _, _, scan in uploads)
    if replaced := len(uploads) - new:
        sentence = ngettext(
            "The file took the place of what %(issue)s had. Check it against its source; the history of the issue can "
            "undo it.",
            "%(count)s files took the places of what %(issue)s had. Check it against its source; the history of the "
            "issue can undo it.",
            replaced,
        )
        return sentence % {"count": replaced, "issue": issue}
    if pages == new:
        return _("Saved %(issue)s as a draft. Check it against its source, then publish it.") % {"issue": issue}
    sentence = ngettext(
        "%(issue)s was there already. The file became another page, the %(ordinal)s, of it, as a draft. Check it "
        "against its source, then publish it.",
        "%(issue)s was there already. %(count)s files became further pages of it, as a draft. Check it against its "
        "source, then publish it.",
        new,
    )
    return sentence % {"count": new, "issue": issue, "ordinal": ordinal(pages)}


def _page(request: HttpRequest, form: ConfirmForm, records: list[IssueRecord], present: Issue | None) -> HttpResponse:
    """`present` is the issue that the files would become pages of: the editor has to see that before it happens."""
    scans = _scans(present, records)
    if not all(may_change(request.user, scan) for scan in scans if scan):
        form.leave_scans_to_reviewers()
    compared = [
        (record, scan, pairings(scan, record) if scan else []) for record, scan in zip(records, scans, strict=True)
    ]
    context = {"form": form, "records": compared, "present": present, "has_scans": any(scans)}
    return desk_page(request, "confirm", _("Check what was recognised"), context)


def _log(request: HttpRequest, issue: Issue, names: list[str]) -> None:
    """Keeps in the admin's list of recent actions who uploaded what."""
    message = f"Uploaded {', '.join(names)}."
    LogEntry.objects.log_actions(request.user.pk, [issue], ADDITION, message, single_object=True)
