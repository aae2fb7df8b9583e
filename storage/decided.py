"""What was decided to tell: posts into the outbox, reasons beside them, and when watches fired."""

from datetime import datetime

import sqlalchemy as sa

from storage import verdicts
from storage.audiences import guilds_of
from storage.engine import Transaction
from storage.outbox import put
from storage.schema import watch
from summarise.model import Told


async def tell(tx: Transaction, told: Told, feed_id: int, now: datetime) -> None:
    """Put the posts, keep the verdicts, note which watches have fired. All speak of stories that exist."""
    subjects = {held.target: f"story:{held.story}" for held in told.verdicts}
    subjects |= {post.target: post.subject for post in told.posts}
    if not subjects:
        return
    guilds = await guilds_of(tx, subjects, feed_id)
    fired: set[int] = set()
    for post in told.posts:
        # what waits for a cooldown to end does not begin another
        if await put(tx, guilds[post.target], post, now) and post.action == "post" and not post.rolls:
            fired.update(post.watches)
    if fired:
        await tx.execute(sa.update(watch).where(watch.c.id.in_(sorted(fired))).values(fired_at=now))
    await verdicts.keep(tx, told.verdicts, guilds, now)
