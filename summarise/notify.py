"""The shell that tells of feeds in trouble: feed → posts, saved with the note that they are told."""

from feeds.ports import Clock
from summarise.editions.notice import notices
from summarise.ports import NoticeStore


async def notify(feed_id: int, *, store: NoticeStore, now: Clock) -> int:
    """Tell a feed's readers of its trouble, once; how many messages this run put on their way."""
    trouble = await store.trouble(feed_id)
    if trouble is None:
        return 0
    moment = now()
    posts = notices(trouble, moment)
    return len(posts) if await store.save_notices(feed_id, posts, moment) else 0
