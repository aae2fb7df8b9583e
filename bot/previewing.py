"""Where a preview's payload comes from: a delivery of the archive's, or the bundled sample wire."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from bot.first_start import WATCHED, replay_sample
from bot.outcomes import Outcome, Sent
from bot.render.digest import pages
from bot.render.message import Json
from bot.render.story import story_message
from bot.render.thread import thread_name
from bot.sending.bodies import address_of, message_body
from bot.sending.places import place_of
from bot.story import whole
from bot.terminal import GUILD
from bot.words import language_of, speaking
from bot.workers import WorkerProcesses
from config.sample import SAMPLE_NOW
from config.settings import Settings
from storage.archive import Archive
from storage.model import Delivery
from storage.queue import NoNudges
from summarise.model import Alert, Body, Digest

Sample = Literal["alert", "digest", "story"]


def payload_of(delivery: Delivery) -> Json | None:
    """What Discord is sent for the delivery, in its guild's language; None where it is no words.

    A thread is its name alone; a post in a forum is its name and its first message.
    """
    with speaking(language_of(delivery.speaks)):
        match delivery.post.action:
            case "publish":
                return None
            case "thread":
                return {"name": thread_name(delivery.post.body)}
        place, pointed = place_of(delivery.post.target), delivery.points_to
        address = address_of(delivery.guild, place.id, pointed) if place and pointed else None
        body = message_body(delivery, address)
        if delivery.post.action == "post" and place is not None and place.kind == "forum":
            return {"name": thread_name(delivery.post.body), "message": body}
        return body


async def sampled(sample: Sample, workers: WorkerProcesses) -> Json:
    """The payload of the sample wire's first alert, its digest's first page, or /story about that alert.

    The wire is read anew, in an archive that is gone afterwards.
    """
    kept = Kept()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        await replay_sample(settings, workers, kept, lambda _kind, _waiting: None)
        first = kept.first(lambda body: isinstance(body, Digest if sample == "digest" else Alert))
        if sample == "story":
            assert isinstance(first.post.body, Alert)
            return await _story(settings, first.post.body.story)
    return posted(first)


def posted(delivery: Delivery) -> Json:
    """What Discord would be sent of what a terminal was; of a whole digest, its first page."""
    body = delivery.post.body
    if isinstance(body, Digest):
        delivery = replace(delivery, post=replace(delivery.post, body=pages(body)[0]))
    return message_body(delivery, None)


class Kept:
    """A sender that keeps what it is given; implements `bot.deliver.Sender`."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []

    async def send(self, delivery: Delivery) -> Outcome:
        """Keep it."""
        self.deliveries.append(delivery)
        return Sent(message_id=str(delivery.id))

    async def settle(self, delivery: Delivery) -> Sent | None:
        """Nothing is ever in doubt here."""
        del delivery
        return None

    def first(self, wanted: Callable[[Body], bool]) -> Delivery:
        """The first that tells what is wanted."""
        return next(one for one in self.deliveries if wanted(one.post.body))


async def _story(settings: Settings, number: int) -> Json:
    archive = await Archive.open(settings.database, NoNudges())
    try:
        story = await archive.stories.story(number)
    finally:
        await archive.close()
    assert story is not None, "it was alerted"
    told = await asyncio.to_thread(whole, story, GUILD, frozenset(WATCHED), SAMPLE_NOW)
    assert told is not None, "it has reports"
    return story_message(told).payload()
