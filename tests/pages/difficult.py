"""Articles that are hard to show, beside the demo issues: long titles, missing fields, tables, Chinese, one of a kind.

`fill` runs in a process of its own on the data folder of an archive (`tests.pages.fetching.ask`).
"""

from articles.models import State
from articles.publishing import unpublish_issue
from search.frozen.freezing import digest
from search.models import FrozenSearch
from tests.builders import make_article, make_issue, make_publication, make_source
from tests.pages.kinds import CHANGED, DRAFT

LONG = (
    "Opinions of the Joint Working Group on Deepening the Reform of the Institutional Mechanisms for the Evaluation of "
    "Scientific and Technological Achievements and on Further Improving the Distribution of Benefits among "
    "Universities, Research Institutes, Enterprises and Individual Inventors in the Provinces and "
    "Autonomous Regions (for Trial Use)"
)
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
CHINESE = "关于进一步完善科技成果评价机制、推动高校和科研院所科技成果转化为现实生产力的若干意见（试行）"
TABLE = """The stations measured as follows.

| Station | Depth, m | Temperature, °C | Salinity, ‰ | Instrument | Keeper of the instrument |
|---|---:|---:|---:|---|---|
| Lighthouse, north pier | 12.5 | 8.1 | 31.4 | thermistor chain | Harbour Observatory |
| Reed bank | 3.0 | 11.7 | 18.2 | hand sampler | Salt Coast Field School |

The reed bank was measured twice."""
BODY = f"""## A heading of its own

A first paragraph with *stress*, **weight** and `code`, and a long address:
https://harbour.example/{"reports/" * 12}final.html

1. One thing
2. Another thing

> A quotation that stands apart.

A paragraph that breaks off in the middle of [text lost in the source]

{UNBROKEN} is one word."""


def fill():
    """Makes the articles; returns the path of one that was published and then taken back."""
    paper = make_publication("Harbour Observatory Letters", description="", rights="")
    issue = make_issue(paper, slug="2019-11", date="2019-11-01", date_precision="month", number="11/12")
    make_source(issue)
    make_article(
        issue, title=LONG, standfirst=LONG, byline="By FENG Lan, HE Zhou", authors=("FENG Lan", "HE Zhou"), body=BODY
    )
    make_article(issue, title=UNBROKEN, body="", byline="", section="Observations and Measurements of the Coast")
    table = make_article(issue, title="Depth and salinity off the north pier", body=TABLE)
    table.captions.create(position=1, text="The north pier in winter.", credit="Photo: DU Heng")
    table.captions.create(position=2, text=LONG)
    make_article(issue, title=CHINESE, language="zh", body=f"{CHINESE}。\n\n第二段。", authors=("欧阳明远",))
    make_issue(paper, slug="undated", date=None, number="")
    draft = make_issue(paper, slug="draft", number=DRAFT, state=State.DRAFT)
    make_source(draft)
    make_article(draft, title="A notice to mariners", state=State.DRAFT)
    _in_snippets_only()
    taken_back = make_article(make_issue(paper, slug="taken-back"), title="An article that was taken back")
    unpublish_issue(taken_back.issue)
    set_of = {"ids": f"{taken_back.pk},{table.pk}", "count": 2, "sha256": digest((taken_back.pk, table.pk))}
    FrozenSearch.objects.create(key=CHANGED, query="q=digital+economy&op=any&topic=-space&from=2001", **set_of)
    return taken_back.get_absolute_url()


def _in_snippets_only():
    """An issue of a publication whose texts may not be shown in full."""
    closed = make_publication(
        "Salt Coast Dispatch", access="summary", rights="© Salt Coast Press. Ask before reprinting."
    )
    issue = make_issue(closed, slug="2021-04", date="2021-04-01", date_precision="month", number="4")
    make_source(issue)
    make_article(
        issue,
        title="Salt meadows of the western coast measured anew",
        byline="By HE Zhou",
        authors=("HE Zhou",),
        topics=("energy",),
        regions=("DE",),
        body=f"The meadows have grown by a third since the last survey. Nobody had expected it.\n\n{BODY}\n\n" * 3,
    )
    make_article(issue, title="What the new survey changes", standfirst="Three harbours will have to dredge less.")
