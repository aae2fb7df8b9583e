"""The shell that tells of feeds in trouble: once, and only where there is something to tell."""

from datetime import datetime

from summarise.model import FeedTrouble, Post
from summarise.notify import notify
from tests.summarise.editions.test_notice import NOON, TROUBLE


class MemoryNotices:
    """Implements `summarise.ports.NoticeStore` for one feed; `overtaken` says that another run was faster."""

    def __init__(self, trouble: FeedTrouble | None, *, overtaken: bool = False) -> None:
        self.posts: list[Post] = []
        self._trouble = trouble
        self._overtaken = overtaken

    async def trouble(self, feed_id: int) -> FeedTrouble | None:
        return self._trouble if self._trouble and self._trouble.feed == feed_id else None

    async def save_notices(self, feed_id: int, posts: tuple[Post, ...], now: datetime) -> bool:
        assert (feed_id, now) == (7, NOON)
        self._trouble = None
        if self._overtaken:
            return False
        self.posts.extend(posts)
        return True


def now() -> datetime:
    return NOON


async def test_readers_are_told_once() -> None:
    store = MemoryNotices(TROUBLE)
    assert await notify(7, store=store, now=now) == 2
    assert await notify(7, store=store, now=now) == 0
    assert [post.target for post in store.posts] == ["channel:1", "channel:2"]


async def test_run_that_was_overtaken_told_nobody() -> None:
    assert await notify(7, store=MemoryNotices(TROUBLE, overtaken=True), now=now) == 0


async def test_feed_that_is_well_again_is_not_told_of() -> None:
    assert await notify(8, store=MemoryNotices(TROUBLE), now=now) == 0
