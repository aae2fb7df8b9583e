"""Alerts, digests and deliveries for the bot's tests; hostile ones are in `tests.bot.hostile`."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from storage.model import Delivery
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
    Post,
    Rollup,
    RollupItem,
    Source,
    StoryQuote,
    Summary,
    SummarySentence,
    Update,
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


def quote() -> StoryQuote:
    """What somebody said for another, printed alike by two outlets and otherwise by a third."""
    told = sentence("“We need corridors that are safe, and we need them now”")
    return StoryQuote(
        kind="quote",
        actor=None,
        speaker="Stéphane *Dujarric*",
        behalf_actor="antonio-guterres",
        behalf="António Guterres",
        printed=(
            replace(told, also=(source("Northgate Post"),)),
            sentence("“We need corridors, and soon”", "Harbour Courier"),
        ),
        differences=("and soon",),
        voices=3,
    )


def appointment() -> AgendaItem:
    """A meeting in two days, at an hour of no zone."""
    return AgendaItem(
        date=date(2022, 4, 28),
        last=date(2022, 4, 28),
        clock=time(14, 0),
        at=None,
        what=sentence("Mr Guterres will go to Kyiv.", "Northgate Post"),
        actors=("antonio-guterres",),
    )


def grown() -> Alert:
    """The alert hours later, with all that an alert can tell but a retraction."""
    return replace(
        alert(),
        began_with=1,
        voices=2,
        were=("UN chief to meet Putin in Kyiv", "UN chief on his way"),
        quotes=(quote(),),
        upcoming=appointment(),
        corrections=(correction(),),
        disagreement=disagreement(),
    )


def update() -> Update:
    """What came since the alert was told: a second outlet, a speaker, a correction."""
    return Update(
        alert=grown(),
        escalations=("corroborated", "speaks", "corrected"),
        sentences=(sentence("Mr Guterres asked for corridors.", "Harbour Courier"),),
        sources=(source("Harbour Courier"),),
        at=NOON,
    )


def rollup(stories: int = 3, limit: int = 12) -> Rollup:
    """So many stories beyond the limit; the later ones have more outlets."""
    items = tuple(
        RollupItem(
            story=number,
            headline=f"Headline {number}",
            url=f"https://meridian.example/{number}",
            outlets=number + 1,
            last_at=NOON,
            reasons=("It names António Guterres.",),
        )
        for number in range(stories)
    )
    return Rollup(items=items, since=NOON, limit=limit)


def pointer() -> Pointer:
    """An alert that turned out to be another's event."""
    return Pointer(story=7, headline="UN chief meets Putin")


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
    body: Body | None = None,
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
