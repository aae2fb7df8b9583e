"""Bodies of posts as the worst feed could make them: any text, any address, far too much of everything."""

from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from summarise.model import (
    AgendaItem,
    Alert,
    Body,
    Digest,
    DigestItem,
    Disagreement,
    Flag,
    Notice,
    Pointer,
    Rollup,
    RollupItem,
    Source,
    StoryQuote,
    Summary,
    SummarySentence,
    Update,
    Verdict,
)

MARKUP: Final = st.sampled_from(
    [
        *("@everyone", "@HERE", "<@1>", "<@&2>", "<#3>", "<t:1:R>", "</a:1>", "<:x:1>", "[a](http://b)"),
        *("```", "||", "**", "~~", "__", "\\", "](", "\u202e", "\u200b", "# ", "> ", "- ", "1. ", "\n"),
        *("😀" * 40, "https://evil.example/"),
    ]
)
LONG: Final = st.sampled_from(
    ["word " * 1000, "😀" * 2500, "*" * 5000, "\\" * 5000, "~ " * 2500, "@everyone " * 500, "\u200b" * 5000]
)
SHORT: Final = st.lists(st.one_of(MARKUP, st.text(max_size=20), st.just("word " * 60)), max_size=4).map(
    "".join
)
texts = st.sampled_from((SHORT, SHORT, SHORT, LONG)).flatmap(lambda kind: kind)
"""Every fourth is longer than any limit: a post of many texts has some, and costs its test little."""
addresses = st.one_of(
    st.none(),
    st.just("https://news.example/a_(b)?c=[d]"),
    st.sampled_from(
        ["javascript:alert(1)", "https://news.example/a b", "data:text/html,<b>", "//x", "http://"]
    ),
    st.integers(1, 3000).map(lambda size: "https://news.example/" + "a" * size),
    texts,
)
moments = st.integers(0, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
few_sources = st.lists(st.builds(Source, outlet=texts, title=texts, url=addresses), max_size=4)
sources = few_sources.map(lambda few: tuple(few * 50))
sentences = st.builds(
    SummarySentence,
    text=texts,
    article=st.just(1),
    start=st.just(0),
    end=st.just(1),
    outlet=texts,
    url=addresses,
    also=few_sources.map(tuple),
)
summaries = st.builds(
    Summary,
    headline=texts,
    url=addresses,
    sentences=st.lists(sentences, max_size=3).map(lambda few: tuple(few * 3)),
)
disagreements = st.none() | st.builds(
    Disagreement,
    topic=st.just(("dead",)),
    sentences=st.lists(sentences, min_size=2, max_size=3).map(tuple),
    numbers=st.just((12.0, 15.0)),
)
flags = st.lists(
    st.builds(Flag, actor=st.just("a"), name=texts, role=st.sampled_from(("speaker", "subject", "mention"))),
    max_size=3,
).map(lambda few: tuple(few * 8))
quotes = st.builds(
    StoryQuote,
    kind=st.sampled_from(("quote", "statement")),
    actor=st.none(),
    speaker=st.none() | texts,
    behalf_actor=st.none(),
    behalf=st.none() | texts,
    printed=st.lists(sentences, min_size=1, max_size=2).map(tuple),
    differences=st.lists(texts, max_size=1).map(tuple),
)
agenda = st.builds(
    AgendaItem,
    date=st.dates(),
    last=st.dates(),
    clock=st.none() | st.times(),
    at=st.none() | moments,
    what=sentences,
    actors=st.just(()),
)
alerts = st.builds(
    Alert,
    story=st.integers(1, 99),
    summary=summaries,
    flags=flags,
    sources=sources,
    first_at=moments,
    last_at=moments,
    reasons=st.lists(texts, max_size=4).map(tuple),
    disagreement=disagreements,
    voices=st.integers(0, 3),
    corrections=st.lists(sentences, max_size=2).map(tuple),
    quotes=st.lists(quotes, max_size=2).map(lambda few: tuple(few * 3)),
    upcoming=st.none() | agenda,
    began_with=st.integers(0, 300),
    were=st.lists(texts, max_size=3).map(tuple),
    retracted=st.booleans(),
    withdrawn_by=st.lists(texts, max_size=2).map(tuple),
    kind=st.just("alert"),
)
updates = st.builds(
    Update,
    alert=alerts,
    escalations=st.lists(
        st.sampled_from(("corroborated", "speaks", "corrected", "retracted")), unique=True, max_size=4
    ).map(tuple),
    sentences=st.lists(sentences, max_size=3).map(tuple),
    sources=sources,
    at=moments,
    renamed=st.booleans(),
    kind=st.just("update"),
)
listed = st.builds(
    RollupItem,
    story=st.integers(1, 99),
    headline=texts,
    url=addresses,
    outlets=st.integers(0, 300),
    last_at=moments,
    reasons=st.lists(texts, max_size=2).map(tuple),
)
rollups = st.builds(
    Rollup,
    items=st.lists(listed, max_size=4).map(lambda few: tuple(few * 12)),
    since=moments,
    limit=st.integers(0, 60),
    more=st.integers(0, 300),
    kind=st.just("rollup"),
)
pointers = st.builds(Pointer, story=st.integers(1, 99), headline=texts, kind=st.just("pointer"))
items = st.builds(
    DigestItem,
    story=st.integers(1, 99),
    summary=summaries,
    flags=flags,
    sources=sources,
    last_at=moments,
    disagreement=disagreements,
    new_since=st.none() | moments,
)
digests = st.builds(
    Digest,
    date=st.dates(),
    zone=st.just("UTC"),
    since=moments,
    until=moments,
    items=st.lists(items, max_size=3).map(lambda few: tuple(few * 8)),
    kind=st.just("digest"),
)
notices = st.builds(
    Notice,
    feed=st.none() | st.integers(1, 99),
    title=texts,
    sentences=st.lists(texts, max_size=9).map(tuple),
    advice=st.lists(texts, max_size=9).map(tuple),
    since=moments,
    kind=st.just("notice"),
)
undated: st.SearchStrategy[Body] = st.one_of(alerts, updates, rollups, pointers, notices)
bodies: st.SearchStrategy[Body] = st.one_of(undated, digests)
verdicts = st.builds(
    Verdict,
    target=st.just("channel:30"),
    story=st.just(7),
    revision=st.just(1),
    what=st.sampled_from(("post", "edit", "reply", "hold", "mute", "same")),
    reasons=st.lists(texts, max_size=3).map(tuple),
    until=st.none() | moments,
)
