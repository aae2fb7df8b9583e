"""Settings of a server, drawn at random, as a file may say them."""

from datetime import time

from hypothesis import strategies as st

from bot.exporting.knowing import key_of
from bot.exporting.model import Server, ServerActor, ServerDigest, ServerFeed, ServerFile, ServerWatch

CHANNEL = "900100200300400500"
ROLE = "900100200300400501"
PLACES = ("https://a.example/feed", "https://b.example/?a=%20b", "https://c.example/c.xml?key=hush")

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zs", "Zl", "Zp"]),
    min_size=1,
    max_size=12,
)
outlets = {place: f"Outlet {number}" for number, place in enumerate(PLACES)}


def feed(url: str, topic: str, *, paused: bool, vouched: bool) -> ServerFeed:
    """A feed, whose outlet is the same whoever reads it."""
    return ServerFeed(url=url, outlet=outlets[url], topic=topic, paused=paused, vouched=vouched)


def feeds_at(places: st.SearchStrategy[str]) -> st.SearchStrategy[ServerFeed]:
    """Feeds at these places."""
    return st.builds(feed, url=places, topic=words, paused=st.booleans(), vouched=st.booleans())


clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
kinds = st.sampled_from(("channel", "thread", "forum"))
keywords = st.lists(
    st.sampled_from(("grain", "Grain", "corridor of grain", "sanction*", "a, b", "a", "b")), unique=True
).map(tuple)
actors = st.sampled_from(((), ("vladimir-putin",), ("ann-harbour@", "vladimir-putin")))
named = st.lists(st.sampled_from(PLACES), max_size=2, unique=True).map(tuple)
digests = st.builds(
    ServerDigest,
    channel=st.just(CHANNEL),
    at=clocks,
    zone=st.sampled_from(("UTC", "Europe/Berlin")),
    days=st.sampled_from(("", "mon,wed", "weekends")),
    kind=kinds,
    actors=actors,
    feeds=named,
    keywords=keywords,
    style=st.sampled_from(("headlines", "brief", "standard")),
    stories=st.integers(1, 20),
)
watches = st.builds(
    ServerWatch,
    channel=st.just(CHANNEL),
    keywords=keywords,
    actors=st.sampled_from((("vladimir-putin",), ("ann-harbour@", "vladimir-putin"))),
    every=st.booleans(),
    role=st.sampled_from(("mention", "speaker")),
    feeds=named,
    outlets=st.lists(words, max_size=2).map(tuple),
    quiet=st.sampled_from((None, (time(22), time(7)), (time(22, 0, 30), time(7)))),
    zone=st.sampled_from(("UTC", "Europe/Berlin")),
    cooldown=st.integers(0, 10080),
    voices=st.integers(1, 20),
    ping=st.sampled_from((None, ROLE)),
    kind=kinds,
    paused=st.booleans(),
    tags=st.sampled_from(((), (CHANNEL,))),
)
ANN = ServerActor.model_validate({"id": "ann-harbour", "kind": "person", "name": "Ann Harbour"})
servers = st.builds(
    Server,
    language=st.sampled_from((None, "de")),
    log=st.sampled_from((None, CHANNEL)),
    rights=st.sampled_from(({}, {"watch": (CHANNEL,)}, {"feed": (CHANNEL, ROLE)})),
    name=words,
)


def files(*, with_every_feed: bool = False) -> st.SearchStrategy[ServerFile]:
    """Files whose rows are all of them different ones; if so asked, with all feeds that others may name."""
    read = st.tuples(*(feeds_at(st.just(place)) for place in PLACES))
    some = st.lists(feeds_at(st.sampled_from(PLACES)), max_size=3, unique_by=key_of).map(tuple)
    return st.builds(
        ServerFile,
        server=servers,
        feed=read if with_every_feed else some,
        actor=st.just((ANN,)),
        watch=st.lists(watches, max_size=3, unique_by=key_of).map(tuple),
        digest=st.lists(digests, max_size=3, unique_by=key_of).map(tuple),
    )
