"""Which files a copy of the archive holds, what they are called in it, and which kept files its rows name."""

import re
from collections.abc import Iterator

from django.db.models import Exists, Model, OuterRef

from articles.removing import files_in

TABLES, MEDIA = "data/tables/", "data/media/"

_TABLE = re.compile(r"data/tables/[a-z_]+\.[a-z_]+\.ndjson")
_PART = re.compile(r"[^\x00-\x1f\x7f/\\%:*?\"<>|\ud800-\udfff]{1,255}")
_AT_ONCE = 500


def table_file(label: str) -> str:
    """What the file with the rows of a model is called."""
    return f"{TABLES}{label}.ndjson"


def is_payload(name: str) -> bool:
    """Whether a copy may hold a file of this name: the rows of a table, or a source or batch that was uploaded."""
    return bool(_TABLE.fullmatch(name)) or (name.startswith(MEDIA) and is_kept_name(name.removeprefix(MEDIA)))


def is_kept_name(name: str) -> bool:
    """Whether a kept file may be called so: it lies in `sources` or `batches`, and nothing in it leads elsewhere."""
    folder, *parts = name.split("/")
    return (
        folder in ("sources", "batches")
        and len(name) <= 500
        and 0 < len(parts) <= 4
        and all(_PART.fullmatch(part) and not part.startswith(".") for part in parts)
    )


def named_files(models: dict[str, type[Model]], using: str) -> Iterator[tuple[str, str | None]]:
    """The kept files that rows name, some perhaps twice, each with the SHA-256 that it should have, if that is known.

    That is those of sources, those of sources that were deleted and can be brought back, and those of batches that
    are not read to their end: when the last item is done, a batch's file goes before its row.
    """
    sources = models["articles.sourcefile"]._base_manager.using(using).exclude(file="").order_by("pk")
    yield from sources.values_list("file", "sha256").iterator(chunk_size=_AT_ONCE)
    if removals := models.get("articles.removal"):
        for (rows,) in removals._base_manager.using(using).order_by("pk").values_list("rows").iterator(chunk_size=1):
            yield from ((file.path, file.sha256) for file in files_in(rows))
    if files := models.get("articles.batchfile"):
        items = models["articles.batchitem"]._base_manager.using(using)
        waiting = items.filter(file_id=OuterRef("pk"), state="waiting")
        unread = files._base_manager.using(using).filter(Exists(waiting)).order_by("pk")
        for name in unread.values_list("file", flat=True).iterator(chunk_size=_AT_ONCE):
            yield name, None
