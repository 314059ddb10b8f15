"""An archive in which every field of every article has a word that stands nowhere else, so that whatever goes out tells
by its words which fields it gives away.

There are two publications with the same kinds of articles: one may be shown in full, the other in headlines,
standfirsts and snippets only.
"""

import hashlib
from dataclasses import dataclass, field

from django.core.files.base import ContentFile

from articles.models import Access, Article, Institution, Issue, Region, SourceFile, Topic
from tests.builders import make_article, make_issue, make_publication, make_source

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CHARACTERS = "鼍龘麤齉靐飝驫羴猋毳淼焱垚犇鱻麣鸜齾爩龖虋癵"
"""Which no sentence of the site has."""

FILLER = "Waves came in from the north, stayed for a while and went out again towards the evening. " * 5
CHINESE_FILLER = "北面来的浪在岸边停了一会儿，傍晚时分又退了回去。" * 15

IN_FULL = ("begin", "early", "item", "cell", "link", "end", "caption", "credit", "topic", "region", "institution")
"""What goes out only where the full text may be shown, beside the file."""

ALWAYS = ("title", "standfirst", "byline", "author", "section", "note")
"""What goes out of every article that has it."""

NEVER = ("furniture", "warning")
"""What goes out of no article at all."""


@dataclass
class Texts:
    """An article, or the file of an issue, and its words by the names of its fields."""

    access: str
    name: str
    chinese: bool = False
    words: dict[str, str] = field(default_factory=dict)
    article: Article | None = None

    def __getitem__(self, name):
        """The word of that field, made when it is asked for first."""
        return self.words.setdefault(name, self._word(name))

    def _word(self, name):
        digest = hashlib.sha256(f"{self.access} {self.name} {name}".encode()).digest()
        if self.chinese:
            return "".join(CHARACTERS[byte % len(CHARACTERS)] for byte in digest[:5])
        return "zq" + "".join(LETTERS[byte % 26] for byte in digest[:10])


@dataclass
class Archive:
    """What was made: all texts, and what the addresses are made of."""

    texts: list[Texts]
    issues: list[Issue]
    sources: list[SourceFile]

    @property
    def articles(self):
        return [texts.article for texts in self.texts if texts.article]

    def words(self, access, names):
        """Of the texts of that access: each word with where it stands, `<name of the text>: <field>`."""
        return {
            word: f"{texts.name}: {name}"
            for texts in self.texts
            if texts.access == access
            for name, word in texts.words.items()
            if name in names
        }


def build():
    """Makes the archive, and does not index it."""
    Topic.objects.get_or_create(slug="energy", defaults={"name": "Energy"})
    Region.objects.get_or_create(code="DE", defaults={"name": "Germany", "kind": "country"})
    Institution.objects.get_or_create(slug="bay-council", defaults={"name": "Bay Council"})
    texts, issues, sources = [], [], []
    for access in Access.values:
        issue = make_issue(make_publication(f"Courier {access}", access=access), number=f"7 {access}")
        file = Texts(access, "file")
        sources.append(_source(issue, file))
        issues.append(issue)
        made = [Texts(access, "with a standfirst"), Texts(access, "without a standfirst")]
        made += [Texts(access, "in Chinese", chinese=True), Texts(access, "short")]
        for one in made:
            one.article = _article(issue, one)
        texts += [file, *made]
    return Archive(texts, issues, sources)


def _source(issue, file):
    data = f"# A page\n\n{file['source']}\n".encode()
    return make_source(
        issue,
        data,
        file=ContentFile(data, name="stored"),
        furniture=[{"lines": [1, 1], "kind": "masthead", "text": file["furniture"]}],
        warnings=[{"code": "empty", "message": file["warning"], "line": 1}],
    )


def _article(issue, texts):
    body = {"in Chinese": _chinese_body, "short": _short_body}.get(texts.name, _body)(texts)
    article = make_article(
        issue,
        title=f"On the {texts['title']} coast",
        standfirst=f"What {texts['standfirst']} means." if texts.name == "with a standfirst" else "",
        byline=f"By {texts['byline']}",
        authors=(f"{texts['author'].title()} Weaver",),
        section=f"Section {texts['section']}",
        source_note=f"Noted: {texts['note']}",
        language="zh" if texts.chinese else "en",
        body=body,
        warnings=[{"code": "columns", "message": texts["warning"], "line": 1}],
        topics=("energy",),
        regions=("DE",),
        institutions=("bay-council",),
    )
    article.captions.create(position=1, text=f"A pier with {texts['caption']}.", credit=texts["credit"], anchor=None)
    for kind in ("topic", "region", "institution"):
        getattr(article, f"{kind}_tags").update(evidence=f"a passage on {texts[kind]}", origin="rule")
    return article


def _body(texts):
    """In the one with a standfirst nothing of the text may go out; in the other, how it begins."""
    opening = texts["begin"] if texts.name == "with a standfirst" else texts["opening"]
    table = f"| Pier | Depth |\n|---|---|\n| {texts['cell']} | 12 |"
    parts = [
        f"The {opening} was first.\n\n{FILLER}",
        f"Then came {texts['early']} to the shore.\n\n{FILLER}",
        f"- One {texts['item']} more.\n- And another.\n\n{FILLER}",
        f"{table}\n\n{FILLER}",
        f"See [the report](https://harbour.example/{texts['link']}).\n\n{FILLER}",
        f"At last there was {texts['end']} too.",
    ]
    return "\n\n".join(parts)


def _chinese_body(texts):
    parts = [f"首先是{texts['opening']}。{CHINESE_FILLER}", f"然后是{texts['early']}。{CHINESE_FILLER}"]
    return "\n\n".join([*parts, f"最后是{texts['end']}。"])


def _short_body(texts):
    """So short that a snippet could hold it."""
    return f"There was {texts['opening']} here. It stayed until the evening came. Last of all was {texts['end']}."
