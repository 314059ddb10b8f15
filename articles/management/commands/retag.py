"""`manage.py retag`: says how today's rules and vocabularies would tag the archive, and changes that if told to."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from articles.models import Article, Issue, Publication
from articles.prepared import require_archive
from articles.retagging import TagChanges, differences, retag_issue


class Command(BaseCommand):
    help = "Tags articles by today's rules and vocabularies. Says first what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--publication", metavar="SLUG", help="only the articles of this publication")
        parser.add_argument("--issue", metavar="ID", type=int, action="append", help="only this issue; may repeat")
        parser.add_argument("--yes", action="store_true", help="change without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        require_archive()
        differing: dict[int, list[int]] = {}
        counts: Counter[str] = Counter()
        for article, changes in differences(self._articles(options["publication"], options["issue"])):
            self._print(article, changes)
            differing.setdefault(article.issue_id, []).append(article.pk)
            counts.update(added=len(changes.added), dropped=len(changes.dropped), reworded=len(changes.reworded))
        total = sum(map(len, differing.values()))
        if not total:
            self.stdout.write("Every tag is as today's rules would set it.")
            return
        self.stdout.write(_summary(total, counts))
        if options["yes"] or self._agreed():
            self.stdout.write(f"Changed {_plural(_change(differing), 'article')}.")

    def _articles(self, publication: str | None, issues: list[int] | None) -> QuerySet[Article]:
        articles = Article.objects.all()
        if publication:
            if not Publication.objects.filter(slug=publication).exists():
                known = ", ".join(Publication.objects.values_list("slug", flat=True)) or "none yet"
                raise CommandError(f"There is no publication {publication}. Known are: {known}.")
            articles = articles.filter(issue__publication__slug=publication)
        if issues:
            unknown = set(issues) - set(Issue.objects.filter(pk__in=issues).values_list("pk", flat=True))
            if unknown:
                raise CommandError(f"There is no issue {', '.join(map(str, sorted(unknown)))}. Nothing was changed.")
            articles = articles.filter(issue__in=issues)
        return articles

    def _print(self, article: Article, changes: TagChanges) -> None:
        self.stdout.write(f"Article {article.pk}: {article.title}")
        for sign, tags in (("+", changes.added), ("-", changes.dropped), ("~", changes.reworded)):
            for tag in tags:
                self.stdout.write(f"  {sign} {tag}")

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            self.stdout.write("Nothing was changed. Run it again with --yes to change this.")
            return False
        self.stdout.write("Change them? [y/N] ", ending="")
        self.stdout.flush()
        if sys.stdin.readline().strip().casefold() in {"y", "yes"}:
            return True
        self.stdout.write("Nothing was changed.")
        return False


def _change(differing: dict[int, list[int]]) -> int:
    """Retags the articles, given by issue, and returns how many changed. One that was deleted since is passed over."""
    changed = 0
    for number, articles in differing.items():
        if issue := Issue.objects.filter(pk=number).first():
            changed += retag_issue(issue, articles)
    return changed


def _summary(articles: int, counts: Counter[str]) -> str:
    reworded = f", {counts['reworded']} on another passage" if counts["reworded"] else ""
    changing = "changes" if articles == 1 else "change"
    tags = f"{_plural(counts['added'], 'tag')} more, {counts['dropped']} fewer"
    return f"{_plural(articles, 'article')} {changing}: {tags}{reworded}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
