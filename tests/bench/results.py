"""What a run has found out about one size of corpus."""

from dataclasses import dataclass, field

from tests.bench.load import Load
from tests.bench.records import Built, Request
from tests.bench.timing import Times


@dataclass
class Served:
    """What a site gave to one and to several clients, and the memory of its largest process, in bytes."""

    loads: list[Load]
    memory: int


@dataclass
class Results:
    """`text_size` is in bytes, `reading` what reading the articles takes without any engine, in CPU seconds;
    `published` how long each of several new articles took to be found, in seconds; the rest is by the names of engines
    or sites."""

    articles: int
    requests: list[Request]
    text_size: int
    reading: float
    built: dict[str, Built] = field(default_factory=dict)
    times: dict[str, Times] = field(default_factory=dict)
    published: list[float] = field(default_factory=list)
    served: dict[str, Served] = field(default_factory=dict)
