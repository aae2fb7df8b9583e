"""What each nudge does; every handler may run twice, and decides nothing itself."""

from functools import partial

import structlog

from bot.deliver import deliver
from bot.edition import cut
from bot.newsroom import Newsroom, SenderFor
from bot.queue.work import Handler
from bot.repeats import Repeats
from bot.sending.rests import loop_time
from config.errors import NewerError
from feeds.cadence import Pace
from feeds.clean import line
from feeds.fetch.reach import OwnNetworks
from feeds.guard import shown
from feeds.model import Feed, NoArticle, PageLook
from feeds.pages.fulltext import complete
from feeds.poll import PollReport, Rules, Wire, poll_due
from feeds.ports import Fetch
from feeds.sample import SampleFetch
from feeds.websub.hub import HubReport, subscribe
from storage.model import JobKind
from summarise.mend import mend
from summarise.notify import notify
from summarise.publish import publish
from summarise.read import read

log = structlog.get_logger()


def handlers(room: Newsroom, sender_for: SenderFor) -> dict[JobKind, Handler]:
    """The handler of every kind of work."""
    archive, workers, now = room.archive, room.workers, room.now
    further = OwnNetworks(room.fetcher, room.own)
    wire, counts = _wire(room, further), room.counts

    repeats = None if room.targets is None else Repeats()

    def tell_poll(report: PollReport) -> None:
        """In a terminal one line, and a second, for whatever many feeds have in common."""
        counts.polled(report.new, failed=report.failure is not None)
        times = repeats.count(report.failure, now()) if repeats and report.failure else 1
        tell(report, times)

    async def on_poll(key: str) -> None:
        await poll_due([int(held) for held in key.split(",")], wire, tell_poll)

    async def on_page(key: str) -> None:
        look = await complete(
            int(key), store=archive.pages, web=room.fetcher, vouched_web=further, workers=workers, now=now
        )
        if look is not None:
            tell_page(look)

    async def on_publish(key: str) -> None:
        if await publish(int(key), store=archive.plans, workers=workers, now=now, pages=cut):
            log.info("digest published", plan=int(key))

    async def on_notice(key: str) -> None:
        await notify(int(key), store=archive.notices, now=now)

    async def on_deliver(key: str) -> None:
        if room.targets is None or key in room.targets:
            await deliver(key, outbox=archive.deliveries, sender=sender_for(key), now=now, counts=counts)

    return {
        "poll": on_poll,
        "page": on_page,
        "read": partial(_on_read, room),
        "mend": partial(_on_mend, room),
        "publish": on_publish,
        "notice": on_notice,
        "hub": partial(_on_hub, room),
        "deliver": on_deliver,
    }


async def _on_read(room: Newsroom, key: str) -> None:
    stories, began = room.archive.stories, loop_time()
    try:
        filed = await read(int(key), store=stories, workers=room.workers, now=room.now)
    except NewerError:
        await stories.spare("read", int(key))
        raise
    outcome = "not read" if filed is None else "founded" if filed.founds else "joined"
    room.counts.read(outcome, loop_time() - began)
    if filed is not None:
        log.info(
            "article read", article=filed.article, feed=filed.feed, story=filed.story, founds=filed.founds
        )
    # of an earlier run, which died in between, it is not known
    if filed is None or filed.mends:
        await _on_mend(room, key)


async def _on_mend(room: Newsroom, key: str) -> None:
    try:
        given_up = await mend(int(key), store=room.archive.stories, workers=room.workers, now=room.now)
    except NewerError:
        await room.archive.stories.spare("mend", int(key))
        raise
    if given_up is not None:
        log.warning("stories not mended", article=int(key), reason=given_up)


async def _on_hub(room: Newsroom, key: str) -> None:
    public_url, hubs = room.settings.public_url, room.archive.hubs
    if public_url is None:
        return
    report = await subscribe(
        int(key), public_url=public_url, store=hubs, post=room.fetcher.post, now=room.now
    )
    if report is not None:
        tell_hub(report)


def _wire(room: Newsroom, fetch: Fetch) -> Wire:
    settings = room.settings
    pace = Pace(floor=settings.poll_floor, ceiling=settings.poll_ceiling)
    return Wire(
        store=room.archive.feeds,
        fetch=SampleFetch(fetch),
        workers=room.workers,
        now=room.now,
        rules=Rules(pace=pace, full_text=settings.full_text, push=settings.public_url is not None),
        looks=room.looks,
    )


def tell(report: PollReport, times: int = 1) -> None:
    """One line for what a poll came to, where there is anything to say; of what came `times`, two lines."""
    if report.failure is not None:
        if times == 2:
            log.warning("further feeds not read for the same reason", each="named at log level info")
        say = log.bind(feed=report.feed.id, outlet=_outlet(report.feed), reason=report.failure)
        if times == 1:
            say.warning("feed not read")
        else:
            say.info("feed not read")
    elif report.new:
        log.info("feed read", feed=report.feed.id, address=shown(report.feed.address), articles=report.new)
    if report.note is not None:
        log.debug("feed is odd", feed=report.feed.id, address=shown(report.feed.address), note=report.note)


def _outlet(feed: Feed) -> str:
    return line(feed.outlet or feed.title, 80) or shown(feed.address)


def tell_page(look: PageLook) -> None:
    """One line for an article that is read in its feed's words, where its page says why."""
    if isinstance(look.page, NoArticle):
        why = f"its page {look.page.detail}"
        log.debug("article read without its page", article=look.wanted.article_id, reason=why)


def tell_hub(report: HubReport) -> None:
    """One line for what asking a hub came to."""
    feed, hub = report.request.feed_id, shown(report.request.hub)
    if report.refusal is None:
        log.debug("hub asked", feed=feed, hub=hub)
    else:
        log.info("hub did not agree; the feed is polled", feed=feed, hub=hub, reason=report.refusal)
