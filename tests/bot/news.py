"""Alerts, digests and deliveries for the bot's tests, plain ones and hostile ones."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from storage.model import Delivery
from summarise.model import (
    Alert,
    Digest,
    DigestItem,
    Disagreement,
    Flag,
    Notice,
    Post,
    Source,
    Summary,
    SummarySentence,
)

NOON = datetime(2022, 4, 26, 12, 0, tzinfo=UTC)


def sentence(text: str = "The two men met in Moscow.", outlet: str = "Meridian Wire") -> SummarySentence:
    """A sentence of an article of `outlet`."""
    address = f"https://{outlet.split()[0].lower()}.example/a"
    return SummarySentence(text=text, article=1, start=0, end=len(text), outlet=outlet, url=address)


def source(outlet: str = "Meridian Wire") -> Source:
    """An article of `outlet`."""
    return Source(outlet=outlet, title="Talks", url=f"https://{outlet.split()[0].lower()}.example/a")


def disagreement() -> Disagreement:
    """Two outlets that count the dead differently."""
    return Disagreement(
        topic=("dead", "ferry"),
        sentences=(
            sentence("At least 12 people were killed when a *ferry* sank."),
            sentence("Fifteen people died when a ferry sank.", "Harbour Courier"),
        ),
        numbers=(12, 15),
    )


def correction() -> SummarySentence:
    """What an outlet took back."""
    return sentence("Correction: An earlier version gave a *wrong* name for the palace.", "Harbour Courier")


def alert(story: int = 7, headline: str = "UN chief meets Putin") -> Alert:
    """Two outlets on one meeting, two watched actors."""
    return Alert(
        story=story,
        summary=Summary(
            headline=headline,
            url="https://meridian.example/a",
            sentences=(sentence(), sentence("Mr Guterres asked for corridors.", "Harbour Courier")),
        ),
        flags=(
            Flag(actor="antonio-guterres", name="António Guterres", role="speaker"),
            Flag(actor="vladimir-putin", name="Vladimir Putin", role="subject"),
        ),
        sources=(source(), source("Harbour Courier"), source()),
        first_at=NOON - timedelta(hours=1),
        last_at=NOON,
        reasons=("It names António Guterres, whom this channel watches.",),
    )


def digest(stories: int = 2) -> Digest:
    """A day's digest of so many stories."""
    return Digest(
        date=date(2022, 4, 26),
        zone="Europe/Berlin",
        since=NOON - timedelta(days=1),
        until=NOON,
        items=tuple(
            DigestItem(
                story=number,
                summary=alert(headline=f"Headline {number}").summary,
                flags=alert().flags,
                sources=alert().sources,
                last_at=NOON,
            )
            for number in range(stories)
        ),
    )


def notice(title: str = "Meridian Wire cannot be read") -> Notice:
    """A feed that has not been read for a day."""
    return Notice(
        feed=3,
        title=title,
        sentences=(
            "https://meridian.example/feed is not there; check the address (HTTP 404).",
            "Wirewatch goes on trying.",
        ),
        advice=("/feed resume tries it at once.", "/feed list shows how every feed does."),
        since=NOON - timedelta(days=1),
    )


def delivery(
    body: Alert | Digest | Notice | None = None,
    *,
    id: int = 5,  # noqa: A002
    target: str = "channel:30",
    message_id: str | None = None,
    tried_at: datetime | None = None,
    unknown: bool = False,
) -> Delivery:
    """A delivery of an alert (or of `body`) to a channel; with a message id it is an edit."""
    post = Post(
        target=target,
        subject="story:7",
        part=0,
        action="edit" if message_id else "post",
        revision=1,
        body=body or alert(),
    )
    return Delivery(
        id=id,
        post=post,
        state="claimed",
        nonce=f"nonce-{id}",
        attempts=1,
        message_id=message_id,
        tried_at=tried_at,
        unknown=unknown,
        created_at=NOON,
        not_before=NOON,
    )


MARKUP = st.sampled_from(
    [
        *("@everyone", "@HERE", "<@1>", "<@&2>", "<#3>", "<t:1:R>", "</a:1>", "<:x:1>", "[a](http://b)"),
        *("```", "||", "**", "\\", "](", "\u202e", "\u200b", "# ", "> ", "- ", "1. ", "\n"),
        *("😀" * 40, "https://evil.example/"),
    ]
)
texts = st.lists(st.one_of(MARKUP, st.text(max_size=20), st.just("word " * 60)), max_size=6).map("".join)
addresses = st.one_of(
    st.none(),
    st.just("https://news.example/a_(b)?c=[d]"),
    st.just("javascript:alert(1)"),
    st.integers(1, 3000).map(lambda size: "https://news.example/" + "a" * size),
    texts,
)
moments = st.integers(0, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
sentences = st.builds(
    SummarySentence,
    text=texts,
    article=st.just(1),
    start=st.just(0),
    end=st.just(1),
    outlet=texts,
    url=addresses,
)
summaries = st.builds(
    Summary,
    headline=texts,
    url=addresses,
    sentences=st.lists(sentences, max_size=4).map(lambda few: tuple(few * 3)),
)
disagreements = st.none() | st.builds(
    Disagreement,
    topic=st.just(("dead",)),
    sentences=st.lists(sentences, min_size=2, max_size=3).map(tuple),
    numbers=st.just((12.0, 15.0)),
)
flags = st.lists(
    st.builds(Flag, actor=st.just("a"), name=texts, role=st.sampled_from(("speaker", "subject", "mention"))),
    max_size=4,
).map(lambda few: tuple(few * 8))
sources = st.lists(st.builds(Source, outlet=texts, title=texts, url=addresses), max_size=4).map(
    lambda few: tuple(few * 8)
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
    corrections=st.lists(sentences, max_size=2).map(tuple),
    kind=st.just("alert"),
)
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
    feed=st.integers(1, 99),
    title=texts,
    sentences=st.lists(texts, max_size=9).map(tuple),
    advice=st.lists(texts, max_size=9).map(tuple),
    since=moments,
    kind=st.just("notice"),
)
