"""What the elements of a page hold: how much text, a form to fill in, the link that ends a subscription."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree
from lxml.etree import _Element as Element

from articles.ingest.readers.html_style import HEADINGS, NEVER_SHOWN

UNSUBSCRIBE = re.compile(
    r"\bunsubscrib|\bopt[- ]?out\b|\b(?:removed|taken) (?:from|off) (?:this|our|the) (?:mailing |distribution )?list\b|"
    r"退订|退訂|取消订阅|\babmelden\b|\babbestellen\b|\bdésabonne|\bdarse de baja\b",
    re.I,
)
_UNSUBSCRIBE_ADDRESS = re.compile(r"unsub|opt-?out|退订|退訂", re.I)
_LONGEST_FOOT, _FOOT_SHARE = 1500, 0.3
_LONGEST_FORM = 350
_FURTHEST = 40
"""How many elements outwards a box is looked for."""
_SPACES = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")


def find_boxes(root: Element, held: dict[Element, tuple[int, bool]]) -> dict[Element, str]:
    """The kind of furniture of each such box. `held` tells how many letters each element holds and whether the story's
    own headline is among them."""
    boxes = {}
    most = int(min(_LONGEST_FOOT, _FOOT_SHARE * held[root][0]))
    for link in leaving(root):
        foot = _largest(link, held, most, with_headings=False)
        if foot is not None:
            boxes[foot] = "imprint"
    for field in root.iter("form", "input", "textarea"):
        if field.get("type") not in ("hidden", "image"):
            box = _largest(field, held, _LONGEST_FORM, with_headings=True)
            if box is not None:
                boxes[box] = "navigation"
    return boxes


def leaving(root: Element) -> Iterator[Element]:
    """The links that end a subscription."""
    for link in root.iter("a"):
        text = " ".join("".join(link.itertext())[:200].split())
        if _UNSUBSCRIBE_ADDRESS.search(link.get("href", "")[:500]) or UNSUBSCRIBE.search(text):
            yield link


def _largest(element: Element, held: dict[Element, tuple[int, bool]], most: int, with_headings: bool) -> Element | None:
    """The largest element round another, or that itself, that has at most so many letters and no headline in it."""
    box = None
    for around in islice(chain((element,), element.iterancestors()), _FURTHEST):
        letters, has_headline = held[around]
        if letters > most or has_headline or around.tag in ("body", "html"):
            break
        if not with_headings and next(around.iter(*HEADINGS), None) is not None:
            break
        box = around
    return box


def measure(root: Element, title: str) -> dict[Element, tuple[int, bool]]:
    """How many letters each element holds, and whether the main text or its headline is in it: an `h1` that the
    window's `title` begins with."""
    held: dict[Element, tuple[int, bool]] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        if not isinstance(element.tag, str) or element.tag in NEVER_SHOWN:
            held[element] = (0, False)
            continue
        letters, story = len((element.text or "").strip()), element.tag == "main"
        for child in element:
            inner = held[child]
            letters, story = letters + inner[0] + len((child.tail or "").strip()), story or inner[1]
        if element.tag == "h1" and letters < 500:
            text = _SPACES.sub(" ", "".join(element.itertext())).strip()
            story = story or (bool(text) and (not title or title.casefold().startswith(text.casefold())))
        held[element] = (letters, story)
    return held
