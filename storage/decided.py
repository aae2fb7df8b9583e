"""What was decided to tell: posts into the outbox, and the reasons beside them."""

from datetime import datetime

from storage import verdicts
from storage.audiences import guilds_of
from storage.engine import Transaction
from storage.outbox import put
from summarise.model import Told


async def tell(tx: Transaction, told: Told, feed_id: int, now: datetime) -> None:
    """Put the posts and keep the verdicts. All speak of stories that exist."""
    if not (told.posts or told.verdicts):
        return
    guilds = await guilds_of(tx, told, feed_id)
    for post in told.posts:
        await put(tx, guilds[post.target], post, now)
    await verdicts.keep(tx, told.verdicts, guilds, now)
