"""An issue's record as the JSON object that the dry run prints (docs/architecture.md describes it)."""

from typing import Any

from articles.ingest.records import ArticleRecord, Furniture, IssueRecord, Refused, Tag, Warning


def issue_object(record: IssueRecord) -> dict[str, Any]:
    """The whole record, ready for `json.dumps`; None where the source does not say."""
    return {
        "source": {"name": record.name, "sha256": record.sha256, "media_type": record.media_type},
        "issue": {
            "publication": record.masthead.publication,
            "title": record.masthead.title,
            "number": record.masthead.number,
            "date": record.masthead.date,
        },
        "articles": [_article(article) for article in record.articles],
        "furniture": [furniture_object(piece) for piece in record.furniture],
        "warnings": [warning_object(warning) for warning in record.warnings],
    }


def refusal_object(refusal: Refused) -> dict[str, Any]:
    """What is printed for a file that cannot be read."""
    return {"error": {"code": refusal.code, "message": refusal.message}}


def warning_object(warning: Warning) -> dict[str, Any]:
    return {"code": warning.code, "message": warning.message, "line": warning.line}


def furniture_object(piece: Furniture) -> dict[str, Any]:
    return {"lines": list(piece.lines), "kind": piece.kind, "text": piece.text}


def _article(article: ArticleRecord) -> dict[str, Any]:
    return {
        "position": article.position,
        "title": article.title or None,
        "standfirst": article.standfirst,
        "section": article.section,
        "byline": article.byline,
        "authors": list(article.authors),
        "date": article.date,
        "language": article.language,
        "source_note": article.source_note,
        "body": article.body,
        "captions": [
            {"text": caption.text, "credit": caption.credit, "lines": list(caption.lines)}
            for caption in article.captions
        ],
        "topics": _tags(article.topics, "slug"),
        "regions": _tags(article.regions, "code"),
        "institutions": _tags(article.institutions, "slug"),
        "lines": list(article.lines),
        "spans": [list(span) for span in article.spans],
        "warnings": [warning_object(warning) for warning in article.warnings],
    }


def _tags(tags: tuple[Tag, ...], key: str) -> list[dict[str, str]]:
    return [{key: tag.key, "name": tag.name, "evidence": tag.evidence} for tag in tags]
