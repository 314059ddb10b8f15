"""What the markup of a web page or mail says of a piece of text: how large and bold it is, whether it is shown at all,
and whether it stands in a menu, an advertisement or the comments. Tables, and functions that read one element."""

import re
from typing import NamedTuple

from lxml.etree import _Element as Element

from articles.ingest.remembering import remembered


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_SHOWN = _words(
    "head script style noscript template iframe object embed canvas audio video map datalist link meta param"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = _words(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hr legend li main menu nav ol p pre section summary table caption tbody td tfoot th thead tr"
    " ul button select option textarea"
) | frozenset(HEADINGS)

# Parts of the page that the tag or its role names.
_TAG_ZONES = {"nav": "navigation", "footer": "imprint", "header": "masthead", "aside": "other"}
_CONTROL_ZONES = dict.fromkeys(("button", "select", "option", "textarea", "menu"), "navigation")
_ROLE_ZONES = {
    "navigation": "navigation",
    "menu": "navigation",
    "search": "navigation",
    "banner": "masthead",
    "contentinfo": "imprint",
    "complementary": "other",
}
# Words in class and id that name such a part; the first kind that has one takes it.
_CLASS_ZONES = {
    "comments": _words("comment comments disqus respond replies"),
    "advertisement": _words(
        "ad ads advert adverts advertisement advertising advertorial sponsor sponsored promo adsbygoogle adsense dfp"
        " taboola outbrain"
    ),
    "navigation": _words(
        "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs pagination pager sidebar share sharing social"
        " related recommended recommendations popular trending mostread toolbar skip cookie cookies consent login"
        " signup subscribe search tagcloud"
    ),
    "imprint": _words("copyright colophon footer"),
    "other": _words("bio authorbox"),
}
_PARTS_OF_STORY = ("header", "footer")
"""Tags that stand around the page or, in an article, around its text."""
CAPTIONS = _words("caption figcaption cutline legend")
CREDITS = _words("credit credits photographer copyright")
STANDFIRSTS = _words("standfirst dek deck lead lede subtitle subheadline summary intro teaser excerpt strapline")
KICKERS = _words("kicker eyebrow category categories cat rubric overline topic")
AUTHORS = _words("author byline fn")
_LABEL = re.compile(r"(?:^|[\s_-])label(?:\s|$)", re.I)
ROWS = _words("meta byline postmeta entrymeta articlemeta info")
_PULL_QUOTE = frozenset({"pullquote", "pull"})
_BUTTONS = _words("button btn cta")
_FOR_THE_EAR = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader(?:-text)?|element-invisible|offscreen|assistive-text)(?:\s|$)"
)
"""Classes of what is read out and not shown, as the style sheets that are not saved with a page name them."""

_HIDING = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)|(?:^|;)max-(?:height|width):0(?:px)?(?:;|$)"
)
_SIZE = re.compile(r"([\d.]{1,8})(px|pt|em|rem|%)?")
_FONT = re.compile(
    r"(?P<how>(?:[a-z0-9-]+ )*?)(?P<size>[\d.]{1,8}(?:px|pt|em|rem|%)|(?:xx?-)?(?:small|large)|medium)(?:[/ ]|$)"
)
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgba?\([^)]{5,30}\)|(?!none|transparent|inherit|initial|url)[a-z]{3,20}(?=$| )")
_BOLD = re.compile(r"\bbold|\b[6-9]00\b")
_PIXELS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "rem": 16.0}
_SIZE_WORDS = {"x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
_FONT_SIZES = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
_RULE = re.compile(r"([^{}@;]{1,400})\{([^{}]{0,2000})\}")
_MEDIA = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?[.#]?[\w-]+")
_MOST_CSS = 500_000


class Style(NamedTuple):
    """How text is set: its size in pixels, whether it is bold or in italics."""

    size: float = 16.0
    bold: bool = False
    italic: bool = False
    ground: str = ""
    """The colour that it is set on, as the page names it."""


Sheet = dict[str, str]
"""Declarations by selector: `td`, `.lead`, `#top` or `td.lead`."""


def words_of(element: Element) -> frozenset[str]:
    """The words in an element's class and id: `articleComments top-nav` gives article, comments, top, nav."""
    return _words_in(f"{element.get('class', '')} {element.get('id', '')}"[:500])


@remembered(most=1024)
def _words_in(names: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names).lower()))


def zone_of(element: Element, in_story: bool) -> str | None:
    """The kind of furniture that an element holds by its tag, role or class; None if it may hold text of an article.
    `in_story` says that it stands within one."""
    tag, words = element.tag, words_of(element)
    if tag in ("html", "body", "main", "article") or words & _PULL_QUOTE:
        return None
    for kind, names in _CLASS_ZONES.items():
        if words & names and tag in BLOCKS and not (in_story and words & CREDITS):
            return kind
    if in_story and tag in _PARTS_OF_STORY:
        return None
    return _ROLE_ZONES.get(element.get("role", "")) or _TAG_ZONES.get(tag) or _CONTROL_ZONES.get(tag)


def is_quote(element: Element) -> bool:
    return element.tag == "blockquote" or bool(words_of(element) & _PULL_QUOTE)


def read_sheets(texts: list[str]) -> Sheet:
    """The rules of a page's style sheets that have a plain selector; what holds for some screens only is left out."""
    css = re.sub(r"/\*.*?\*/", "", "\n".join(texts)[:_MOST_CSS], flags=re.S)
    sheet: Sheet = {}
    for selectors, declarations in _RULE.findall(_MEDIA.sub("", css)):
        for selector in (part.strip() for part in selectors.split(",")):
            if _SELECTOR.fullmatch(selector):
                sheet[selector] = f"{sheet.get(selector, '')};{_squeeze(declarations)}"[:4000]
    return sheet


def declarations_of(element: Element, sheet: Sheet) -> str:
    """The declarations for an element, the strongest last: `font-size:12px;font-weight:bold`."""
    own = _squeeze(element.get("style", "")[:4000])
    if not sheet:
        return own
    tag, classes = element.tag, element.get("class", "").split()[:20]
    keys = [tag, *(f".{name}" for name in classes), *(f"{tag}.{name}" for name in classes), f"#{element.get('id')}"]
    return ";".join([*(sheet[key] for key in keys if key in sheet), own])


def _squeeze(declarations: str) -> str:
    """Declarations in small letters, without spaces around their signs."""
    if not declarations:
        return ""
    return re.sub(r"\s*([:;])\s*", r"\1", declarations.strip().lower()).replace("!important", "").strip()


def is_hidden(element: Element, declarations: str) -> bool:
    """Whether a browser would not show an element."""
    unseen = element.get("hidden") is not None or bool(_HIDING.search(declarations))
    return unseen or bool(_FOR_THE_EAR.search(element.get("class", "")[:500]))


def is_button(element: Element, declarations: str) -> bool:
    """Whether a link is set as a button."""
    return element.tag in BLOCKS | {"a"} and bool(words_of(element) & _BUTTONS)


def is_label(element: Element) -> bool:
    """Whether an element names what the next one says: `Photo`, `Press contact`."""
    return element.tag == "dt" or bool(_LABEL.search(element.get("class", "")[:500]))


def is_author(element: Element) -> bool:
    """Whether an element names who wrote the text."""
    marked = element.get("rel") == "author" or element.get("itemprop") == "author"
    return marked or bool(words_of(element) & AUTHORS)


def is_icon(element: Element) -> bool:
    """Whether a picture is a sign to press rather than something to look at."""
    sizes = [element.get("width", ""), element.get("height", "")]
    return any(re.fullmatch(r"[1-5]?\d(?:px)?", size.strip()) for size in sizes)


def is_tracking(element: Element, declarations: str) -> bool:
    """Whether a picture is too small to be one."""
    sizes = [element.get("width", ""), element.get("height", "")]
    sizes += re.findall(r"(?:^|;)(?:width|height):([\d.]+)(?:px)?(?:;|$)", declarations)
    return any(re.fullmatch(r"[0-2](?:px)?", size.strip()) for size in sizes)


def style_of(element: Element, declarations: str, parent: Style) -> Style:
    """How the text in an element is set, within a parent that is set so."""
    tag = element.tag
    size, bold, italic, ground = parent
    ground = element.get("bgcolor", "").lower() or ground
    if tag in ("b", "strong", "th"):
        bold = True
    if tag in ("i", "em", "cite"):
        italic = True
    if tag == "font":
        size = float(_FONT_SIZES.get(element.get("size", ""), size))
    for name, value in (part.split(":", 1) for part in declarations.split(";") if ":" in part):
        if name == "font" and (short := _FONT.match(value)):
            size = _pixels(short["size"], parent.size)
            bold, italic = bool(_BOLD.search(short["how"])), bool(re.search("italic|oblique", short["how"]))
        elif name == "font-size":
            size = _pixels(value, parent.size) or 0.0
        elif name == "font-weight":
            bold = value in ("bold", "bolder") or (value.isdecimal() and int(value[:4]) >= 600)
        elif name == "font-style":
            italic = value in ("italic", "oblique")
        elif name in ("background", "background-color") and (colour := _COLOUR.match(value)):
            ground = colour.group()
    return Style(size, bold, italic, ground)


def _pixels(value: str, parent: float) -> float:
    match = _SIZE.match(value)
    if not match:
        return float(_SIZE_WORDS.get(value, parent))
    number, unit = float(match[1]) if match[1].count(".") < 2 and match[1] != "." else parent, match[2] or ""
    relative = {"em": parent, "%": parent / 100}
    return min(1000.0, number * (relative.get(unit) or _PIXELS.get(unit, 1.0)))
