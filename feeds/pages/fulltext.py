"""The shell of article pages: claim one, ask its host's robots.txt, fetch it, extract it elsewhere, save."""

from datetime import timedelta

from config.errors import WorkerError
from feeds.clean import canonical
from feeds.fetch.reach import shut_out
from feeds.guard import host_of
from feeds.model import Extracted, Fetched, FetchFailed, LeadsTo, NoArticle, PageLook, Wanted
from feeds.pages.extract import extract
from feeds.pages.robots import Permission, permission, robots_address, robots_text
from feeds.pages.teaser import bears_out
from feeds.pages.wall import led_astray
from feeds.ports import Clock, PageFetch, PageStore, Workers

MAX_BYTES = 5_000_000
"""How large a page may be."""

DEADLINE = 6.0
"""Seconds that a page may take to be extracted."""

MOST_HOPS = 5
"""How often a page may lead on within its host."""

FOLLOWED_FOR = timedelta(seconds=30)
"""Where a page leads is not asked for later than that after its first address: its host is claimed."""

LONGEST_QUIET = timedelta(days=7)
"""However long a host asks to be left alone, it is asked again after that."""


async def complete(
    article_id: int, *, store: PageStore, web: PageFetch, vouched_web: PageFetch, workers: Workers, now: Clock
) -> PageLook | None:
    """Read the page of one article and let the article be read; what that came to.

    None where nothing is left to do, where it is not its turn (its host is busy), or where its host's
    robots.txt was asked for: the page has its turn after that. So it has where the page lies on another host.
    Whatever fails, the article is read in its feed's own words. Pages that the operator vouches for are asked
    for by `vouched_web`. May run twice: the store saves only what is still to be saved.
    """
    wanted = await store.wanted(article_id, now())
    if wanted is None:
        return None
    web = vouched_web if wanted.vouched else web
    if wanted.page is not None:
        look = PageLook(wanted=wanted, page=wanted.page, tells=_tells(wanted, wanted.page))
    elif wanted.robots is None:
        asked = await web.page(robots_address(wanted.url), MAX_BYTES)
        if not shut_out(asked):
            await store.learn(wanted, robots_text(asked), now(), quiet=_quiet(wanted, asked))
            return None
        look = PageLook(wanted=wanted, page=None)  # nothing is kept of it: another feed may be let in
    else:
        look = await _look(wanted, wanted.robots, web, workers, now)
    await store.keep(look, now())
    return look


async def _look(wanted: Wanted, robots: str, web: PageFetch, workers: Workers, now: Clock) -> PageLook:
    fetched, pause = await _asked(wanted, robots, web, workers, now)
    if fetched is None or shut_out(fetched):
        return PageLook(wanted=wanted, page=None)
    if isinstance(fetched, LeadsTo):
        return _led(wanted, fetched, pause)
    page = fetched if isinstance(fetched, NoArticle) else await _read(wanted, fetched, workers)
    return PageLook(
        wanted=wanted,
        page=page,
        tells=_tells(wanted, page),
        pause=pause,
        quiet=_quiet(wanted, fetched),
        private=isinstance(fetched, Fetched) and fetched.private,
    )


async def _asked(
    wanted: Wanted, robots: str, web: PageFetch, workers: Workers, now: Clock
) -> tuple[Fetched | FetchFailed | LeadsTo | NoArticle | None, timedelta]:
    """What the page's host answers, wherever on that host it leads; and the pause that it wishes.

    Each address is asked for only if its robots.txt lets us: None where nothing was.
    """
    address, pause, until = wanted.url, timedelta(0), now() + FOLLOWED_FOR
    for hop in range(MOST_HOPS + 1):
        allowed = await _permission(robots, address, workers)
        if not allowed.allowed:
            return NoArticle(detail="leads to where its host asks us not to go") if hop else None, pause
        pause = allowed.pause
        answer = await web.page_of_host(address, MAX_BYTES)
        if not isinstance(answer, LeadsTo) or host_of(answer.address) != wanted.host:
            return answer, pause
        if now() >= until:
            break
        address = answer.address
    return NoArticle(detail="leads on and on"), pause


async def _permission(robots: str, address: str, workers: Workers) -> Permission:
    try:
        return await workers.run(permission, robots, address)
    except WorkerError:
        return Permission(allowed=False)


def _led(wanted: Wanted, elsewhere: LeadsTo, pause: timedelta) -> PageLook:
    """The page lies on another host, whose robots.txt and turn are to be had first."""
    further = canonical(elsewhere.address)
    if further is None:
        return PageLook(wanted=wanted, page=NoArticle(detail="leads to no web address"), pause=pause)
    astray = led_astray(wanted.url, further)
    if astray is not None:
        return PageLook(wanted=wanted, page=NoArticle(detail=astray), pause=pause)
    return PageLook(wanted=wanted, page=None, leads_to=further, pause=pause)


async def _read(wanted: Wanted, fetched: Fetched | FetchFailed, workers: Workers) -> Extracted | NoArticle:
    if isinstance(fetched, FetchFailed):
        return NoArticle(detail=f"could not be had: {fetched.detail}")
    astray = led_astray(wanted.url, fetched.address)
    if astray is not None:
        return NoArticle(detail=astray)
    try:
        return await workers.run(
            extract, fetched.body, fetched.content_type, fetched.address, deadline=DEADLINE
        )
    except WorkerError as error:
        return NoArticle(detail=f"could not be read: {error}")


def _tells(wanted: Wanted, page: Extracted | NoArticle) -> bool:
    return isinstance(page, Extracted) and bears_out(page.text, wanted.title, wanted.text)


def _quiet(wanted: Wanted, outcome: Fetched | FetchFailed | NoArticle) -> timedelta | None:
    """How long the article's host asked to be left alone, where it was that host which asked."""
    if not isinstance(outcome, FetchFailed) or outcome.host not in ("", wanted.host):
        return None
    asked = outcome.retry_after if outcome.status in (429, 503) else None
    return None if asked is None else min(asked, LONGEST_QUIET)
