"""Reads a file that is in the archive once more, and puts what is read now in the place of what was read then."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from articles.admin.desk import desk_page, may_upload, review_address
from articles.ingest.records import Refused
from articles.models import SourceFile
from articles.permits import require
from articles.reading import read_safely
from articles.replacing import pairings, replace_source, scan_in
from articles.sentences import told
from articles.store import MissingFile, open_kept, profile_of


@may_upload
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what a second reading would change, and changes it when that is sent back."""
    source = get_object_or_404(SourceFile.objects.select_related("issue__publication"), pk=pk)
    try:
        with open_kept(source) as file:
            data = file.read()
        profile = profile_of(source.issue.publication)
        record = read_safely(data, source.name, profile, max(len(data), settings.UPLOAD_LIMIT))
    except MissingFile as error:
        messages.error(request, str(error))
        return redirect(review_address(source))
    except Refused as refusal:
        messages.error(request, told(refusal.message))
        return redirect(review_address(source))
    target = source if source.is_current else scan_in(source.issue, record) or source
    require(request.user, target)
    if request.method == "POST":
        keep = "keep_corrected" in request.POST
        current = replace_source(target, record, data, user=request.user, keep_corrected=keep)
        messages.success(request, _("The new reading is in place. Check it; the history of the issue can undo it."))
        return redirect(review_address(current))
    pairs = pairings(target, record)
    context = {
        "source": source,
        "target": target,
        "pairings": pairs,
        "changes": not all(pair.is_same for pair in pairs),
        "has_corrected": any(pair.corrected for pair in pairs),
    }
    return desk_page(request, "reread", _("Read %(name)s again") % {"name": source.name}, context)
