"""Ten minutes of news: the feeds bring what they say, and what piles up or grows is seen."""

from dataclasses import replace

from benchmarks.sustained import lines_of
from benchmarks.together.outlets import NEWS, Outlets, template
from benchmarks.together.results import Sustained
from feeds.look import Paper, look_into
from feeds.model import ParsedFeed

CALM = Sustained(
    seconds=600.0,
    looks=20_000,
    articles=2_000,
    posts=600,
    late=[0.5] * 120,
    backlog={"due feeds": [30.0] * 120, "unread articles": [3.0] * 120, "undelivered posts": [0.0] * 120},
    memory={"read": [250.0] * 120, "PostgreSQL": [100.0 + number for number in range(120)]},
    cpu={"read": 60.0},
    unsaved=0,
    unread=0,
    untold=0,
    refused=0,
)


def _missed(found: Sustained) -> list[str]:
    return [line.what.split(": ")[1] for line in lines_of("many", found) if line.met is False]


def test_what_grows_within_the_run_is_missed_and_what_is_much_from_the_start_is_not() -> None:
    assert _missed(CALM) == []
    slow = replace(CALM, late=[number / 10 for number in range(120)])
    assert [what.split(",")[0] for what in _missed(slow)] == ["the oldest due feed waits longer"]
    behind = replace(CALM, backlog={"unread articles": [float(number) for number in range(120)]})
    assert [what.split(",")[0] for what in _missed(behind)] == ["more unread articles"]
    leaking = replace(CALM, memory={"read": [250 + number / 4 for number in range(120)]})
    assert [what.split(",")[0] for what in _missed(leaking)] == ["memory of read"]
    assert _missed(replace(CALM, unread=1)) == ["articles that were not saved, or not read"]


def test_tenth_of_the_looks_finds_an_article_more_and_nothing_else_new() -> None:
    outlets = Outlets(articles=600)
    come = [[outlets.asked(feed) for _ in range(10)] for feed in range(400)]
    assert outlets.figures()["looks"] == 4_000
    assert 0.8 < outlets.figures()["articles"] / 4_000 / NEWS < 1.2
    assert all(one == sorted(one) for one in come)
    for feed in [feed for feed in range(400) if come[feed][-1] == 2][:4]:  # of RSS and of Atom
        before, after = _read(template(feed)), _read(outlets.body(feed))
        fresh = _read(outlets.body(feed), known=before.known).entries
        assert len(fresh) == len(after.entries) - len(before.entries) == 2
        assert all(entry.published_at and len(entry.text) > 200 for entry in fresh)
    outlets.over = True
    assert [outlets.asked(feed) for feed in range(400)] == [one[-1] for one in come]


def _read(body: bytes, known: bytes = b"") -> ParsedFeed:
    read, _ = look_into(Paper(body=body, address="https://outlet.example/feed.xml", known=known))
    assert isinstance(read, ParsedFeed)
    return read
